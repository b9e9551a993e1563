import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class NewInvoice extends Model({ amount: Type.Integer({ minimum: 1 }), callbackUrl: Type.Url() }) {}
class InvoicePaid extends Model({ amount: Type.Integer(), at: Type.DateTime() }) {}

@Controller('/invoices', { tags: ['invoices'] })
export class InvoicesController {
  @Post('/', {
    status: 202,
    response: Type.String(),
    callbacks: {
      paid: {
        '{$request.body#/callbackUrl}': {
          post: {
            summary: 'Sent to you when the invoice is paid.',
            requestBody: { content: { 'application/json': { schema: InvoicePaid } } },
            responses: { 204: { description: 'You have seen it.' }, '4XX': { description: 'You know of no such invoice.' } },
          },
        },
      },
    },
  })
  create(@Body(NewInvoice) { callbackUrl }: NewInvoice) {
    return `You will hear of it at ${callbackUrl.host}.`;
  }
}

/** Who runs it decides whether strangers may read the documents. */
export function createInvoices({ hasDocuments }: { readonly hasDocuments: boolean }) {
  return createApp({ title: 'Invoices', version: '1.0.0', license: 'MIT', controllers: [InvoicesController], docs: hasDocuments ? {} : false });
}

export const app = createInvoices({ hasDocuments: process.env.DOCUMENTS !== 'off' });
