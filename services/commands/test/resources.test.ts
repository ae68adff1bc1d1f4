import { readFileSync } from 'node:fs';
import { commandRequestedEvent, commandResponse, decisionEvent } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The resources of a file, with CloudFormation's short forms read as plain values. */
const resources = (file: string): Readonly<Record<string, Resource>> => {
  const tag = (name: string) => ({ tag: name, resolve: (text: string) => text });
  const customTags = ['!Ref', '!Sub', '!GetAtt', '!ImportValue'].map(tag);
  const text = readFileSync(new URL(`../resources/${file}`, import.meta.url), 'utf8');
  return parse(text, { customTags }).Resources;
};

it('the bus rules match exactly the events of the contracts', () => {
  const { DecisionRule, CommandRequestedRule } = resources('requests.yml');
  expect(DecisionRule?.Properties['EventPattern']).toEqual(decisionEvent.eventPattern);
  expect(CommandRequestedRule?.Properties['EventPattern']).toEqual(commandRequestedEvent.eventPattern);
});

it('the topic rule listens to the topics of responses', () => {
  const rule = resources('responses.yml')['CommandResponsesRule']?.Properties['TopicRulePayload'] as { Sql: string };
  expect(rule.Sql).toContain(`FROM '${commandResponse.topic.filter()}'`);
});
