/**
 * The operation id where none is given: the controller's name without `Controller`, in camel case, and the method's.
 *
 * ('OrderItemsController', 'read') → 'orderItems.read'
 */
export function defaultOperationId(controllerName: string, method: string): string {
  return `${toGroupName(controllerName)}.${method}`;
}

/** 'OrderItemsController' → 'orderItems'; 'HTTPController' → 'http' */
export function toGroupName(controllerName: string): string {
  const stem = controllerName.replace(/Controller$/, '') || controllerName;
  return stem.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase());
}
