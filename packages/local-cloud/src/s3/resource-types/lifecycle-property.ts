import type { Tag } from '../bucket.ts';
import type { LifecycleRule } from '../lifecycle-rule.ts';
import { transitionClasses } from '../lifecycle-xml.ts';

interface Transition {
  readonly StorageClass: string;
  readonly TransitionInDays: number;
}

/** LifecycleConfiguration of AWS::S3::Bucket, as far as it is honoured. */
export interface LifecycleProperty {
  readonly Rules: readonly {
    readonly Id?: string;
    readonly Status: 'Enabled' | 'Disabled';
    readonly Prefix?: string;
    readonly TagFilters?: readonly Tag[];
    readonly ExpirationInDays?: number;
    readonly ExpirationDate?: string;
    readonly ExpiredObjectDeleteMarker?: boolean;
    readonly NoncurrentVersionExpirationInDays?: number;
    readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
    readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
    readonly Transition?: Transition;
    readonly Transitions?: readonly Transition[];
  }[];
}

const days = { type: 'integer', minimum: 1 };

const transition = {
  type: 'object',
  properties: {
    StorageClass: { type: 'string', enum: transitionClasses },
    TransitionInDays: { type: 'integer', minimum: 0 },
  },
  required: ['StorageClass', 'TransitionInDays'],
};

export const lifecycleSchema = {
  type: 'object',
  properties: {
    Rules: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          Id: { type: 'string' },
          Status: { type: 'string', enum: ['Enabled', 'Disabled'] },
          Prefix: { type: 'string' },
          TagFilters: {
            type: 'array',
            items: { type: 'object', properties: { Key: { type: 'string' }, Value: { type: 'string' } } },
          },
          ExpirationInDays: days,
          ExpirationDate: { type: 'string' },
          ExpiredObjectDeleteMarker: { type: 'boolean' },
          NoncurrentVersionExpirationInDays: days,
          NoncurrentVersionExpiration: {
            type: 'object',
            properties: { NoncurrentDays: days },
            required: ['NoncurrentDays'],
          },
          AbortIncompleteMultipartUpload: {
            type: 'object',
            properties: { DaysAfterInitiation: days },
            required: ['DaysAfterInitiation'],
          },
          Transition: transition,
          Transitions: { type: 'array', items: transition },
        },
        required: ['Status'],
      },
    },
  },
  required: ['Rules'],
};

/** CloudFormation hands numbers over as numbers or as text, as the template has them. */
const asNumber = (value: number | undefined): number | undefined => (value === undefined ? undefined : Number(value));

const ruleOf = (rule: LifecycleProperty['Rules'][number], index: number): LifecycleRule => ({
  id: rule.Id ?? `rule-${index + 1}`,
  isEnabled: rule.Status === 'Enabled',
  prefix: rule.Prefix ?? '',
  tags: rule.TagFilters ?? [],
  expirationDays: asNumber(rule.ExpirationInDays),
  expirationDate: rule.ExpirationDate === undefined ? undefined : Date.parse(rule.ExpirationDate),
  expiresDeleteMarkers: rule.ExpiredObjectDeleteMarker,
  noncurrentDays: asNumber(rule.NoncurrentVersionExpiration?.NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays),
  abortUploadsAfterDays: asNumber(rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation),
  transitions: [...(rule.Transition === undefined ? [] : [rule.Transition]), ...(rule.Transitions ?? [])].map(
    ({ StorageClass, TransitionInDays }) => ({ storageClass: StorageClass, days: Number(TransitionInDays) }),
  ),
});

export const lifecycleFromProperty = ({ Rules }: LifecycleProperty): readonly LifecycleRule[] => Rules.map(ruleOf);
