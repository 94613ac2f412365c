import { BodyRoomFullError } from "../errors/web_errors.ts";

/** How much of the memory of one process bodies beyond a form may hold at a time. */
export interface BodyRoom {
  /**
   * Takes room until the answer is called.
   *
   * @throws {BodyRoomFullError}
   */
  enter(body: { readonly sender: string; readonly bytes: number }): () => void;
}

/** Four of the largest files that any route takes. */
const ROOM_BYTES = 128 * 1_048_576;

/** Nobody takes more than half of it: one who sends slowly must not shut out all others. */
export function createBodyRoom(roomBytes = ROOM_BYTES): BodyRoom {
  const held = new Map<string, number>();
  let total = 0;
  return {
    enter({ sender, bytes }) {
      const own = held.get(sender) ?? 0;
      if (total + bytes > roomBytes || own + bytes > roomBytes / 2) throw new BodyRoomFullError();
      add(sender, bytes);
      return () => add(sender, -bytes);
    },
  };

  function add(sender: string, bytes: number): void {
    total += bytes;
    const own = (held.get(sender) ?? 0) + bytes;
    if (own === 0) held.delete(sender);
    else held.set(sender, own);
  }
}
