import { matchesTopicFilter } from '@signalbox/iot-sql';
import type { RestRequest, Route } from '../../kernel/api.ts';
import { invalid } from '../registry/registry-error.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import type { TopicRuleDefinition } from '../rules/topic-rule.ts';
import { pageOf } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly ruleName: string;
}

interface Listing {
  readonly topic?: string;
  readonly maxResults?: string;
  readonly nextToken?: string;
  readonly ruleDisabled?: string;
}

/** Topic rules. The payload is the whole body, so these two read it themselves. */
export function topicRuleOperations(rules: RuleEngine): Route[] {
  const path = '/rules/{ruleName}';
  return [
    {
      method: 'POST',
      path,
      run: ({ params: { ruleName = '' }, body, headers }) => {
        rules.create(ruleName, parse(body), readTags(headers['x-amz-tagging']));
        return { body: '' };
      },
    },
    {
      method: 'PATCH',
      path,
      run: ({ params: { ruleName = '' }, body }: RestRequest) => {
        rules.replace(ruleName, parse(body));
        return { body: '' };
      },
    },
    restOperation<Named>({
      name: 'GetTopicRule',
      method: 'GET',
      path,
      run: ({ ruleName }) => ({ ruleArn: rules.arn(ruleName), rule: describe(rules.require(ruleName)) }),
    }),
    restOperation<Named>({
      name: 'DeleteTopicRule',
      method: 'DELETE',
      path,
      run: ({ ruleName }) => {
        rules.delete(ruleName);
        return undefined;
      },
    }),
    ...switches(rules),
    restOperation<Listing>({
      name: 'ListTopicRules',
      method: 'GET',
      path: '/rules',
      query: ['topic', 'maxResults', 'nextToken', 'ruleDisabled'],
      run: (input) => list(rules, input),
    }),
  ];
}

function switches(rules: RuleEngine): Route[] {
  return (['enable', 'disable'] as const).map((verb) =>
    restOperation<Named>({
      name: verb === 'enable' ? 'EnableTopicRule' : 'DisableTopicRule',
      method: 'POST',
      path: `/rules/{ruleName}/${verb}`,
      run: ({ ruleName }) => {
        rules.setDisabled(ruleName, verb === 'disable');
        return undefined;
      },
    }),
  );
}

function list(rules: RuleEngine, { topic, maxResults, nextToken, ruleDisabled }: Listing): object {
  const wanted = rules
    .list()
    .filter(
      ({ topicFilter }) => topic === undefined || (topicFilter !== undefined && matchesTopicFilter(topicFilter, topic)),
    )
    .filter(
      ({ definition }) => ruleDisabled === undefined || String(definition.ruleDisabled ?? false) === ruleDisabled,
    );
  const { items, next } = pageOf(wanted, nextToken, maxResults, 10_000);
  return {
    rules: items.map(({ definition: { ruleName, createdAt, ruleDisabled: isDisabled = false }, topicFilter }) => ({
      ruleArn: rules.arn(ruleName),
      ruleName,
      topicPattern: topicFilter,
      createdAt: createdAt / 1000,
      ruleDisabled: isDisabled,
    })),
    nextToken: next,
  };
}

function describe({ tags: _, createdAt, ruleDisabled = false, ...rule }: TopicRuleDefinition): object {
  return { awsIotSqlVersion: '2015-10-08', ...rule, ruleDisabled, createdAt: createdAt / 1000 };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalid('The request body is not JSON');
  }
}

/** `key1=value1&key2=value2` */
function readTags(header: string | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(header ?? ''));
}
