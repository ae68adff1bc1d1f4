import type { ResourceType } from '../../kernel/resource-type.ts';
import type { Registry } from '../registry/registry.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import { policy } from './policy.ts';
import { thing } from './thing.ts';
import { thingGroup } from './thing-group.ts';
import { thingType } from './thing-type.ts';
import { topicRule } from './topic-rule.ts';

export function iotResourceTypes({ registry, rules }: { registry: Registry; rules: RuleEngine }): ResourceType[] {
  return [policy(registry), thing(registry), thingGroup(registry), thingType(registry), topicRule(rules)];
}
