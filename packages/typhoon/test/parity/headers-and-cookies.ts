import t from 'tap';
import { Controller, Cookie, Get, Header, Type } from '#src/index.js';
import { nullable } from '../fixtures/parity/nullable.js';
import { replay } from '../fixtures/parity/recording.js';

@Controller('/items')
class CookieController {
  @Get('/')
  read(@Cookie('ads_id', nullable(Type.String())) ads_id: string | null): { ads_id: string | null } {
    return { ads_id };
  }
}
replay(t, 'tutorial-cookie_params-tutorial001', { controllers: [CookieController] });

@Controller('/items')
class UserAgentController {
  @Get('/')
  read(@Header('user-agent', nullable(Type.String())) agent: string | null): { 'User-Agent': string | null } {
    return { 'User-Agent': agent };
  }
}
replay(t, 'tutorial-header_params-tutorial001', { controllers: [UserAgentController] });

@Controller('/items')
class UnderscoreController {
  @Get('/')
  read(@Header('strange_header', nullable(Type.String())) strange_header: string | null): { strange_header: string | null } {
    return { strange_header };
  }
}
replay(t, 'tutorial-header_params-tutorial002', { controllers: [UnderscoreController] });

@Controller('/items')
class TokenListController {
  @Get('/')
  read(@Header('x-token', nullable(Type.Array(Type.String()))) tokens: string[] | null): { 'X-Token values': string[] | null } {
    return { 'X-Token values': tokens };
  }
}
replay(t, 'tutorial-header_params-tutorial003', { controllers: [TokenListController] });
