import type { Actor, DebitParts } from "../parts.ts";

export * from "./errors.ts";

/** What `createNoticeDesk(parts)` of `create_notice_desk.ts` is built from. */
export type NoticeParts = Pick<DebitParts, "kernel">;

/** 공지사항, per service. */
export interface Notice {
  readonly id: string;
  readonly service: "debit" | "submission";
  readonly title: string;
  /** Paragraphs, plain text. */
  readonly body: string;
  readonly isPinned: boolean;
  readonly publishedAt: Date;
  readonly withdrawnAt?: Date;
}

export interface NoticeDesk {
  /**
   * Pinned ones first, then the newest. With a service what its users read; without one all, withdrawn
   * ones too, for operators. `after` is the id of the last one.
   *
   * @throws {NoticeNotFoundError} `after` is no notice
   */
  list(
    query: { service?: "debit" | "submission"; limit: number; after?: string },
  ): Promise<readonly Notice[]>;
  /** Also one that was withdrawn: `withdrawnAt` tells. @throws {NoticeNotFoundError} */
  get(id: string): Promise<Notice>;
  /** Operators. @throws {NoticeInputError | NoticeNotFoundError} */
  save(
    input: {
      id?: string;
      service: "debit" | "submission";
      title: string;
      body: string;
      isPinned: boolean;
      actor: Actor;
    },
  ): Promise<{ id: string }>;
  /** It stays on record and is shown to operators alone. @throws {NoticeNotFoundError} */
  withdraw(input: { id: string; actor: Actor }): Promise<void>;
}
