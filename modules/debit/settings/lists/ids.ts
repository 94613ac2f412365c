const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be asked for as an id; anything else is simply not found. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
