import { openRecordFile } from "../record_file.ts";

/** How the institution's server answers, by the word of the switch, with the words on its page. */
export const modes = {
  "ok": "정상 수신 (200)",
  "error": "항상 500 (저장하지 않음)",
  "keep-then-error": "저장한 뒤 500",
  "slow": "늦게 응답",
  "hang": "응답하지 않음",
  "redirect": "다른 주소로 이동 (302)",
  "gone": "폐쇄됨 (410)",
} as const;

export type ReceiverMode = keyof typeof modes;

export interface ReceiverSettings {
  /** The receiver's name. */
  readonly id: string;
  readonly secret: string;
  readonly mode: ReceiverMode;
  /** How many more requests the mode is for; absent means until it is changed. */
  readonly remainingCount?: number;
  /** For `slow` and `hang`. */
  readonly delayMs?: number;
}

export interface ReceiverSettingsStore {
  names(): readonly string[];
  of(name: string): ReceiverSettings;
  change(name: string, change: Partial<Omit<ReceiverSettings, "id">>): ReceiverSettings;
  /** The settings for one request; counts it where the mode is for some requests only. */
  take(name: string): ReceiverSettings;
}

export function openReceiverSettings(dataDirectory: string): ReceiverSettingsStore {
  const file = openRecordFile<ReceiverSettings>(`${dataDirectory}/receivers.ndjson`);
  const of = (name: string): ReceiverSettings =>
    file.get(name) ?? { id: name, secret: "", mode: "ok" };
  return {
    names: () => file.list().map((settings) => settings.id),
    of,
    change(name, change) {
      const settings = { ...of(name), ...change };
      file.put(settings);
      return settings;
    },
    take(name) {
      const settings = of(name);
      if (settings.remainingCount === undefined) return settings;
      const isLast = settings.remainingCount <= 1;
      file.put(
        isLast
          ? { ...settings, mode: "ok", remainingCount: undefined, delayMs: undefined }
          : { ...settings, remainingCount: settings.remainingCount - 1 },
      );
      return settings;
    },
  };
}

export function isReceiverMode(value: unknown): value is ReceiverMode {
  return typeof value === "string" && Object.hasOwn(modes, value);
}
