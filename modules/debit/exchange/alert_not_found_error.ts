/** There is no such alert. */
export class AlertNotFoundError extends RangeError {
  override name = "AlertNotFoundError";
  constructor(readonly alertId: string) {
    super(`Cannot find the alert "${alertId}"`);
  }
}
