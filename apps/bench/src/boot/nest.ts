import 'reflect-metadata';
import { Controller, Get, Module, Param, ParseIntPipe, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { printSample } from './sample.js';

const routes = Number(process.argv[2]);

function controller(index: number) {
  class PageQuery {
    @IsInt() @Min(1) @Max(100 + index) @Type(() => Number) limit = 10;
  }

  @Controller(`route-${index}`)
  class RouteController {
    @Get(':id')
    read(@Param('id', ParseIntPipe) id: number, @Query() _query: PageQuery): object {
      return { id, [`name${index}`]: 'x', tags: [] };
    }
  }
  return RouteController;
}

@Module({ controllers: Array.from({ length: routes }, (_, index) => controller(index)) })
class BootModule {}

const app = await NestFactory.create<NestFastifyApplication>(BootModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(new ValidationPipe({ transform: true }));
await app.listen(0, '127.0.0.1');
await printSample(await app.getUrl(), routes);
