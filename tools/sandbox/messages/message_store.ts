import { openRecordFile } from "../record_file.ts";
import type { StoredMessage } from "./message.ts";

/** All messages that were ever accepted, found by id, by group and by phone. */
export interface MessageStore {
  list(): readonly StoredMessage[];
  get(messageId: string): StoredMessage | undefined;
  ofGroup(groupId: string): readonly StoredMessage[];
  put(message: StoredMessage): void;
  remove(message: StoredMessage): void;
}

export function openMessageStore(dataDirectory: string): MessageStore {
  type Kept = StoredMessage & { readonly isRemoved?: boolean };
  const file = openRecordFile<Kept>(`${dataDirectory}/messages.ndjson`);
  const idsByGroup = new Map<string, Set<string>>();
  for (const message of file.list()) index(message);

  function index(message: StoredMessage): void {
    const ids = idsByGroup.get(message.groupId) ?? new Set();
    idsByGroup.set(message.groupId, ids.add(message.messageId));
  }

  function get(messageId: string): StoredMessage | undefined {
    const message = file.get(messageId);
    return message?.isRemoved === true ? undefined : message;
  }

  return {
    list: () => file.list().filter((message) => message.isRemoved !== true),
    get,
    ofGroup: (groupId) =>
      [...idsByGroup.get(groupId) ?? []].map(get).filter((message) => message !== undefined),
    put(message) {
      file.put(message);
      index(message);
    },
    remove: (message) => file.put({ ...message, isRemoved: true }),
  };
}
