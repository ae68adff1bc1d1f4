import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Storage } from '../kernel/storage.ts';

/** Hides the values of SecureStrings from readers who do not ask for decryption, as the key `alias/aws/ssm` does on AWS. */
export interface Secrets {
  encrypt(text: string): string;
  decrypt(secret: string): string;
}

const ivBytes = 12;
const tagBytes = 16;

export const openSecrets = (storage: Storage): Secrets => {
  const keys = storage.table<string>('ssm.keys');
  const key = (): Buffer => {
    const known = keys.get('alias/aws/ssm') ?? randomBytes(32).toString('base64');
    keys.set('alias/aws/ssm', known);
    return Buffer.from(known, 'base64');
  };
  return {
    encrypt: (text) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key(), iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    decrypt: (secret) => {
      const bytes = Buffer.from(secret, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
  };
};
