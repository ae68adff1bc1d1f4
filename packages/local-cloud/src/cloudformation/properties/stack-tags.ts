import type { ResourceType } from '../../kernel/resource-type.ts';
import { isMap, type JsonMap } from '../template/json.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * Adds the stack's tags to a resource that takes tags (a list of Key and Value, or a map); its own tags win.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export const withStackTags = (type: ResourceType, properties: JsonMap, stackTags: readonly Tag[]): JsonMap => {
  const schema = type.schema.properties['Tags'];
  if (schema === undefined || stackTags.length === 0) return properties;
  const own = properties['Tags'];
  if (schema['type'] === 'array' && (own === undefined || Array.isArray(own))) {
    const taken = new Set((own ?? []).map((tag: unknown) => (isMap(tag) ? tag['Key'] : undefined)));
    return { ...properties, Tags: [...(own ?? []), ...stackTags.filter(({ Key }) => !taken.has(Key))] };
  }
  if (schema['type'] !== 'object' || (own !== undefined && !isMap(own))) return properties;
  return { ...properties, Tags: { ...Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value])), ...own } };
};
