export type Tags = readonly { readonly Key: string; readonly Value: string }[];

export const TAGS_SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    properties: { Key: { type: 'string' }, Value: { type: 'string' } },
    required: ['Key', 'Value'],
  },
};

export function toTagMap(tags: Tags | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));
}
