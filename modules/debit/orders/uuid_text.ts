const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text that came from outside can be asked for as an id at all. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
