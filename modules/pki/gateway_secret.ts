/**
 * Encrypts a password for the agency gateway: RSAES-PKCS1-v1_5 (RFC 8017 §7.2), base64.
 * @throws {RangeError} when the text does not fit the key.
 */
export declare function encryptForGateway(publicKeyBase64Spki: string, text: string): string;
