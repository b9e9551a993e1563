import { Controller, Depends, Get, HttpError, Model, Path, Query, Type, UpstreamStatusError, createApp, httpClient } from 'typhoon';
import type { HttpClient } from 'typhoon';

class Forecast extends Model({ city: Type.String(), at: Type.DateTime(), celsius: Type.Array(Type.Number()) }) {}

const CityNotFound = HttpError.define({ status: 404, code: 'city_not_found', title: 'City not found' });

// #region client
export const weather = httpClient('weather', {
  baseUrl: 'https://api.weather.example/v2',
  headers: { 'x-api-key': 'k-123' },
  timeout: '2s',
});

@Controller('/forecasts')
export class ForecastsController {
  @Get('/:city', { response: Forecast })
  async read(@Path('city', Type.String()) city: string, @Query('days', Type.Integer({ default: 3 })) days: number, @Depends(weather) client: HttpClient) {
    return client.get('/cities/:city/forecast', { params: { city }, query: { days }, response: Forecast });
  }
  // #endregion client

  // #region status
  @Get('/:city/today', { response: Forecast, throws: [CityNotFound] })
  async today(@Path('city', Type.String()) city: string, @Depends(weather) client: HttpClient) {
    try {
      return await client.get('/cities/:city/today', { params: { city }, response: Forecast });
    } catch (error) {
      if (UpstreamStatusError.is(error, 404)) throw new CityNotFound();
      throw error;
    }
  }
  // #endregion status
}

export const createWeatherApp = () =>
  createApp({ title: 'Forecasts', version: '1.0.0', license: 'MIT', controllers: [ForecastsController], server: { logger: false } });
