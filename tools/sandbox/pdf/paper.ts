/** What is printed: a certificate or a filed return. */
export interface Paper {
  readonly title: string;
  /** Who issues it, as the seal shows it. */
  readonly issuer: string;
  readonly issueNumber: string;
  /** 문서확인번호: four groups of four. */
  readonly verificationNumber: string;
  /** yyyy-MM-dd. */
  readonly issuedOn: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly tables: readonly PaperTable[];
  readonly statement: string;
}

export interface PaperTable {
  readonly title: string;
  readonly columns: readonly {
    readonly label: string;
    readonly isAmount?: boolean;
    readonly weight?: number;
  }[];
  readonly rows: readonly (readonly string[])[];
}
