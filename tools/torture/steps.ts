/** Where traffic of a process is seen. */
export type Channel = "database" | "agency" | "webhook" | "sftp";

/** `before`: it was not sent; `during`: it was sent, and nothing came back yet; `after`: the answer came, and was lost. */
export type Moment = "before" | "during" | "after";

/** A moment of the pipeline at which a process is killed, known by what goes over the wire. */
export interface Step {
  readonly name: string;
  readonly channel: Channel;
  /** Stands in the statement or request that belongs to the step. */
  readonly mark: string;
  readonly moment: Moment;
  /** What has happened and what has not, for the table. */
  readonly meaning: string;
}

export const STEPS: readonly Step[] = [
  {
    name: "claim",
    channel: "database",
    mark: "submission.claim_items(",
    moment: "after",
    meaning: "item and lease taken, the worker never knew",
  },
  {
    name: "authenticate",
    channel: "agency",
    mark: "POST /oauth/token",
    moment: "during",
    meaning: "asking the gateway for a token",
  },
  {
    name: "request in flight",
    channel: "agency",
    mark: "POST /v1/kr/",
    moment: "during",
    meaning: "logged in at the agency, no answer yet",
  },
  {
    name: "answer on its way",
    channel: "agency",
    mark: "POST /v1/kr/",
    moment: "after",
    meaning: "the agency is done, its answer never came",
  },
  {
    name: "answer received",
    channel: "database",
    mark: "submission.record_issued(",
    moment: "before",
    meaning: "document in memory, result row not sent",
  },
  {
    name: "result written",
    channel: "database",
    mark: "submission.record_issued(",
    moment: "after",
    meaning: "document committed, not handed over",
  },
  {
    name: "failure written",
    channel: "database",
    mark: "failure_count = failure_count +",
    moment: "after",
    meaning: "inside the transaction of a failure",
  },
  {
    name: "extra step",
    channel: "database",
    mark: "set state = 'authWait', failure_class = 'extraAuthentication'",
    moment: "after",
    meaning: "inside the transaction of an extra authentication",
  },
  {
    name: "delivery in flight",
    channel: "webhook",
    mark: "POST /receiver/",
    moment: "during",
    meaning: "sent to the institution, no answer yet",
  },
  {
    name: "delivery stored",
    channel: "webhook",
    mark: "POST /receiver/",
    moment: "after",
    meaning: "stored there, its 200 or 500 never came",
  },
  {
    name: "delivery recorded",
    channel: "database",
    mark: "submission.record_delivered(",
    moment: "after",
    meaning: "committed, the worker never knew",
  },
  {
    name: "finish",
    channel: "database",
    mark: "set notified_round = round",
    moment: "after",
    meaning: "inside the transaction of the last message",
  },
  {
    name: "message",
    channel: "agency",
    mark: "POST /messages/v4/send-many/detail",
    moment: "during",
    meaning: "알림톡 sent, no answer yet",
  },
  {
    name: "recovery",
    channel: "database",
    mark: "recovery_count = recovery_count + 1",
    moment: "after",
    meaning: "inside the transaction that takes lost items up",
  },
  {
    name: "secrets destroyed",
    channel: "database",
    mark: "delete from submission.bundle where submission_id in",
    moment: "after",
    meaning: "while bundles are destroyed",
  },
];

/** The nightly destruction; killed after the storm, when the clock goes on past the retention. */
export const RETENTION: Step = {
  name: "retention",
  channel: "database",
  mark: "set pdf_sealed = null, data_sealed = null",
  moment: "after",
  meaning: "inside the transaction that destroys documents",
};

/** Any moment. */
export const RANDOM_MOMENT = "random moment";
