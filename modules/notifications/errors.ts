/** No template has this code. */
export class TemplateUnknownError extends Error {
  override name = "TemplateUnknownError";
  constructor(readonly template: string) {
    super(`Cannot send template "${template}": there is none with this code`);
  }
}

/** A template's variable got no value. */
export class TemplateValueMissingError extends Error {
  override name = "TemplateValueMissingError";
  constructor(readonly template: string, readonly variables: readonly string[]) {
    super(`Cannot fill template "${template}": no value for "${variables.join(", ")}"`);
  }
}

/** Not a Korean mobile phone number. The number itself is not repeated. */
export class PhoneInvalidError extends Error {
  override name = "PhoneInvalidError";
  constructor() {
    super("Cannot send to the phone: it is not a mobile phone number");
  }
}

/** The provider gave no usable answer; whether it took the message is unknown. */
export class ProviderUnavailableError extends Error {
  override name = "ProviderUnavailableError";
}
