import { Controller, Get, Html, Path, Type, createApp } from 'typhoon';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A page from a template: what is put in is escaped. */
function html(texts: TemplateStringsArray, ...values: readonly unknown[]): string {
  return String.raw({ raw: texts }, ...values.map((value) => String(value).replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '')));
}

@Controller('/hello')
export class HelloController {
  @Get('/:name', { response: Html })
  greet(@Path('name', Type.String()) name: string) {
    return html`<!doctype html><title>Hello</title>
      <p>Hello, ${name}!</p>`;
  }
}

export const app = createApp({ title: 'Hello', version: '1.0.0', license: 'MIT', controllers: [HelloController] });
