import t from 'tap';
import { Body, Controller, Get, Path, Post, Put, Query, Type } from '#src/index.js';
import { detail, exchange, issue } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

const Moment = Type.String({ format: 'iso-date-time' });

@Controller('')
class TypesController {
  @Put('/items/:item_id')
  update(
    @Path('item_id', Type.String({ format: 'uuid' })) item_id: string,
    @Body('start_datetime', Type.DateTime()) start_datetime: Date,
    @Body('end_datetime', Type.DateTime()) end_datetime: Date,
    @Body('process_after', Type.Duration()) process_after: number,
    @Body('repeat_at', nullable(Type.String({ format: 'time' }))) repeat_at: string | null,
  ): unknown {
    const start_process = new Date(start_datetime.getTime() + process_after * 1000);
    return { item_id, process_after, repeat_at, start_process, duration: (end_datetime.getTime() - start_process.getTime()) / 1000 };
  }

  @Get('/types')
  types(
    @Query('day', Type.Optional(Type.String({ format: 'date' }))) day: string | undefined,
    @Query('moment', Type.Optional(Moment)) moment: string | undefined,
    @Query('time', Type.Optional(Type.String({ format: 'time' }))) time: string | undefined,
    @Query('span', Type.Optional(Type.Duration())) span: number | undefined,
    @Query('id', Type.Optional(Type.String({ format: 'uuid' }))) id: string | undefined,
    @Query('url', Type.Optional(Type.Url())) url: URL | undefined,
    @Query('email', Type.Optional(Type.String({ format: 'email' }))) email: string | undefined,
    @Query('ip', Type.Optional(Type.String({ format: 'ipv4' }))) ip: string | undefined,
  ): unknown {
    return { day, moment, time, span, id, url, email, ip };
  }

  @Post('/span', { response: Type.Object({ span: Type.Duration() }) })
  span(@Body('span', Type.Duration()) span: number): { span: number } {
    return { span };
  }
}

const ID = 'ff97dd87-a4a5-4a12-b412-cde99f33e00e';
const BODY = { start_datetime: '2018-12-22T14:00:00+00:00', end_datetime: '2018-12-24T15:00:00+00:00', repeat_at: '15:30:00', process_after: 300 };

exchange(t, 'dates, durations, ids and addresses', { controllers: [TypesController] }, [
  {
    ask: `PUT /items/${ID}`,
    json: BODY,
    gives: { item_id: ID, process_after: 300, repeat_at: '15:30:00', start_process: '2018-12-22T14:05:00.000Z', duration: 176_100 },
  },
  {
    ask: `PUT /items/${ID}`,
    json: { ...BODY, process_after: 'PT5M', repeat_at: null },
    gives: { item_id: ID, process_after: 300, repeat_at: null, start_process: '2018-12-22T14:05:00.000Z', duration: 176_100 },
  },
  {
    ask: 'PUT /items/not-a-uuid',
    json: { ...BODY, start_datetime: 'soon', process_after: 'later', repeat_at: '25:00:00' },
    ...detail(
      issue('uuid_parsing', ['path', 'item_id'], 'Input should be a valid UUID, invalid character: found `n` at 1', 'not-a-uuid', {
        error: 'invalid character: found `n` at 1',
      }),
      issue('datetime_from_date_parsing', ['body', 'start_datetime'], 'Input should be a valid datetime or date, input is too short', 'soon', {
        error: 'input is too short',
      }),
      issue('time_delta_parsing', ['body', 'process_after'], 'Input should be a valid timedelta, invalid digit in duration', 'later', {
        error: 'invalid digit in duration',
      }),
      issue('time_parsing', ['body', 'repeat_at'], 'Input should be in a valid time format, hour value is outside expected range of 0-23', '25:00:00', {
        error: 'hour value is outside expected range of 0-23',
      }),
    ),
  },
  {
    ask: 'GET /types?day=2024-02-29&moment=2024-02-29T10:00:00&time=10:00&span=PT1H&email=a@b.co&ip=127.0.0.1',
    gives: { day: '2024-02-29', moment: '2024-02-29T10:00:00', time: '10:00', span: 3600, email: 'a@b.co', ip: '127.0.0.1' },
  },
  {
    ask: 'GET /types?day=2024-02-30&moment=2024-13-01T10:00:00&email=nobody&ip=1.2.3&url=here',
    ...detail(
      issue('date_from_datetime_parsing', ['query', 'day'], 'Input should be a valid date or datetime, day value is outside expected range', '2024-02-30', {
        error: 'day value is outside expected range',
      }),
      issue(
        'datetime_from_date_parsing',
        ['query', 'moment'],
        'Input should be a valid datetime or date, month value is outside expected range of 1-12',
        '2024-13-01T10:00:00',
        {
          error: 'month value is outside expected range of 1-12',
        },
      ),
      issue('url_parsing', ['query', 'url'], 'Input should be a valid URL, relative URL without a base', 'here', { error: 'relative URL without a base' }),
      issue('value_error', ['query', 'email'], 'value is not a valid email address: An email address must have an @-sign.', 'nobody', {
        reason: 'An email address must have an @-sign.',
      }),
      issue('ip_v4_address', ['query', 'ip'], 'Input is not a valid IPv4 address', '1.2.3'),
    ),
  },
  { ask: 'POST /span', json: { span: 5400 }, gives: { span: 'PT1H30M' } },
  { ask: 'POST /span', json: { span: true }, ...detail(issue('time_delta_type', ['body', 'span'], 'Input should be a valid timedelta', true)) },
]);
