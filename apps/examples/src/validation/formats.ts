import { Body, Controller, Model, Post, Type, createApp, parse } from 'typhoon';

/** True for an International Bank Account Number: its check digits leave a rest of 1 when divided by 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((char) => parseInt(char, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

const formats = { iban: isIban };

class Payment extends Model({ to: Type.String({ format: 'iban' }), amount: Type.String({ format: 'decimal' }) }) {}

@Controller('/payments')
export class PaymentsController {
  @Post('/', { status: 201, response: Payment })
  pay(@Body(Payment) payment: Payment) {
    return payment;
  }
}

export const app = createApp({ title: 'Payments', version: '1.0.0', license: 'MIT', controllers: [PaymentsController], formats });

/** Outside of a request they are named again. */
export function readPayment(message: unknown): Payment {
  return parse(Payment, message, { formats });
}
