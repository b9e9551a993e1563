/** One kind of request, asked of every server in turn. */
export interface Scenario {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** True where path, query or body is validated. */
  readonly isValidated: boolean;
  /** How many items its answer streams: the cost is reported for each of them. Default: 1, the answer as a whole. */
  readonly items?: number;
}

/** Items of every streamed answer. */
export const STREAMED = 1000;

/** And of one whose items come one by one. */
export const STREAMED_SINGLY = 100;

export const SCENARIOS: readonly Scenario[] = [
  { name: 'plain', method: 'GET', path: '/plain', isValidated: false },
  { name: 'json', method: 'GET', path: '/json', isValidated: false },
  { name: 'item', method: 'GET', path: '/items/42?limit=10&detailed=true', isValidated: true },
  {
    name: 'order',
    method: 'POST',
    path: '/orders',
    isValidated: true,
    body: {
      customer: { name: 'Ada Lovelace', email: 'ada@example.com', address: { street: '12 St James Square', city: 'London', zip: 'SW1Y 4LB' } },
      lines: [
        { sku: 'pen-blue-01', quantity: 3, price: 1.25 },
        { sku: 'ink-black-10', quantity: 1, price: 8.9 },
        { sku: 'paper-a4-500', quantity: 2, price: 4.75 },
      ],
      note: 'Leave at the door',
    },
  },
  { name: 'catalogue', method: 'GET', path: '/catalogue', isValidated: false },
  { name: 'dependencies', method: 'GET', path: '/me?page=2', isValidated: true },
  { name: 'lines', method: 'GET', path: '/lines', isValidated: false, items: STREAMED },
  { name: 'events', method: 'GET', path: '/events', isValidated: false, items: STREAMED },
  { name: 'single events', method: 'GET', path: '/slow-events', isValidated: false, items: STREAMED_SINGLY },
];
