/** NestJS on Fastify, as its documentation shows: class-validator for input, the class serializer for output. */
import 'reflect-metadata';
import {
  Body,
  ClassSerializerInterceptor,
  Controller,
  Get,
  Headers,
  HttpCode,
  Injectable,
  Module,
  Param,
  ParseIntPipe,
  Post,
  Query,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Exclude, Expose, Transform, Type, plainToInstance } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { CATALOGUE, SECRET } from '../data.js';
import type { CatalogueEntry } from '../data.js';

class ItemQuery {
  @IsInt() @Min(1) @Max(100) @Type(() => Number) limit = 10;
  @IsBoolean() @Transform(({ value }) => value === 'true' || value === true) detailed = false;
}
class PageQuery {
  @IsInt() @Min(1) @Type(() => Number) page = 1;
}
class Address {
  @IsString() street!: string;
  @IsString() city!: string;
  @IsString() @MaxLength(12) zip!: string;
}
class Customer {
  @IsString() @MinLength(1) name!: string;
  @IsEmail() email!: string;
  @ValidateNested() @Type(() => Address) address!: Address;
}
class Line {
  @Matches(/^[a-z0-9-]+$/) sku!: string;
  @IsInt() @Min(1) quantity!: number;
  @IsNumber() @Min(0) price!: number;
}
class NewOrder {
  @ValidateNested() @Type(() => Customer) customer!: Customer;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => Line) lines!: Line[];
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
@Exclude()
class ItemAnswer {
  @Expose() id!: number;
  @Expose() name!: string;
  @Expose() limit!: number;
  @Expose() detailed!: boolean;
}
@Exclude()
class OrderAnswer {
  @Expose() id!: number;
  @Expose() total!: number;
  @Expose() customer!: Customer;
  @Expose() lines!: Line[];
}

@Injectable()
class PageService {
  read(query: PageQuery): { offset: number } {
    return { offset: (query.page - 1) * 20 };
  }
}
@Injectable()
class UserService {
  read(agent: string | undefined): { id: number; agent: string } {
    return { id: 7, agent: agent ?? 'none' };
  }
}

@Controller()
class BenchController {
  constructor(
    private readonly pages: PageService,
    private readonly users: UserService,
  ) {}

  @Get('plain')
  plain(): string {
    return 'Hello, world!';
  }

  @Get('json')
  json(): { message: string } {
    return { message: 'Hello, world!' };
  }

  @Get('items/:id')
  item(@Param('id', ParseIntPipe) id: number, @Query() query: ItemQuery): ItemAnswer {
    return plainToInstance(ItemAnswer, { id, name: 'Article', limit: query.limit, detailed: query.detailed, secret: SECRET });
  }

  @Post('orders')
  @HttpCode(201)
  order(@Body() body: NewOrder): OrderAnswer {
    const total = body.lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    return plainToInstance(OrderAnswer, { id: 1, total, customer: body.customer, lines: body.lines, secret: SECRET });
  }

  @Get('catalogue')
  catalogue(): readonly CatalogueEntry[] {
    return CATALOGUE;
  }

  @Get('me')
  me(@Query() query: PageQuery, @Headers('user-agent') agent: string | undefined): { id: number; agent: string; offset: number } {
    const user = this.users.read(agent);
    return { id: user.id, agent: user.agent, offset: this.pages.read(query).offset };
  }
}

@Module({ controllers: [BenchController], providers: [PageService, UserService] })
class BenchModule {}

export const app = await NestFactory.create<NestFastifyApplication>(BenchModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
app.useGlobalInterceptors(new ClassSerializerInterceptor(app.get(Reflector)));
