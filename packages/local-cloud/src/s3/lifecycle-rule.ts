import type { Tag } from './bucket.ts';

/** A lifecycle rule, as far as this cloud carries them out. */
export interface LifecycleRule {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly prefix: string;
  readonly tags: readonly Tag[];
  readonly expirationDays?: number | undefined;
  /** Epoch ms. */
  readonly expirationDate?: number | undefined;
  readonly expiresDeleteMarkers?: boolean | undefined;
  readonly noncurrentDays?: number | undefined;
  readonly abortUploadsAfterDays?: number | undefined;
  readonly transitions?: readonly { readonly days: number; readonly storageClass: string }[] | undefined;
}

const dayMs = 86_400_000;

/**
 * When something that turned `days` old counts as so old: at the next midnight UTC.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days
 */
export const lifecycleTime = (sinceMs: number, days: number): number =>
  Math.ceil((sinceMs + days * dayMs) / dayMs) * dayMs;

export const ruleCovers = (
  rule: LifecycleRule,
  object: { readonly key: string; readonly tags: readonly Tag[] },
): boolean =>
  rule.isEnabled &&
  object.key.startsWith(rule.prefix) &&
  rule.tags.every(({ Key, Value }) => object.tags.some((tag) => tag.Key === Key && tag.Value === Value));

/** When a rule of the bucket expires an object, and which one; undefined if none does. */
export const expiryOf = (
  rules: readonly LifecycleRule[],
  object: { readonly key: string; readonly tags: readonly Tag[]; readonly modifiedAt: number },
): { readonly at: number; readonly ruleId: string } | undefined => {
  const due = rules
    .filter((rule) => ruleCovers(rule, object))
    .flatMap(({ id, expirationDays, expirationDate }) => [
      ...(expirationDays === undefined ? [] : [{ at: lifecycleTime(object.modifiedAt, expirationDays), ruleId: id }]),
      ...(expirationDate === undefined ? [] : [{ at: expirationDate, ruleId: id }]),
    ]);
  return due.sort((a, b) => a.at - b.at)[0];
};
