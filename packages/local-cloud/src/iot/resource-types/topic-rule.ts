import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import { TAGS_SCHEMA, type Tags, toTagMap } from './tags.ts';
import { ACTION_SCHEMA, toActionDefinition } from './topic-rule-action.ts';

interface Properties {
  readonly RuleName?: string;
  readonly TopicRulePayload: {
    readonly Sql: string;
    readonly Actions: readonly Record<string, unknown>[];
    readonly AwsIotSqlVersion?: string;
    readonly Description?: string;
    readonly ErrorAction?: Record<string, unknown>;
    readonly RuleDisabled?: boolean | string;
  };
  readonly Tags?: Tags;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-topicrule.html */
export function topicRule(rules: RuleEngine): ResourceType {
  return resourceType<Properties>({
    typeName: 'AWS::IoT::TopicRule',
    schema: {
      properties: {
        RuleName: { type: 'string', pattern: '^[a-zA-Z0-9_]{1,128}$' },
        TopicRulePayload: {
          type: 'object',
          properties: {
            Sql: { type: 'string' },
            Actions: { type: 'array', items: ACTION_SCHEMA },
            AwsIotSqlVersion: { type: 'string' },
            Description: { type: 'string' },
            ErrorAction: ACTION_SCHEMA,
            RuleDisabled: { type: 'boolean' },
          },
          required: ['Sql', 'Actions'],
        },
        Tags: TAGS_SCHEMA,
      },
      required: ['TopicRulePayload'],
    },
    createOnly: ['RuleName'],
    create: async (properties, { generateName }) => {
      const ruleName = properties.RuleName ?? generateName(128).replaceAll('-', '_');
      rules.create(ruleName, toPayload(properties), toTagMap(properties.Tags));
      return stateOf(rules, ruleName);
    },
    update: async ({ physicalId }, properties) => {
      rules.replace(physicalId, toPayload(properties), toTagMap(properties.Tags));
      return stateOf(rules, physicalId);
    },
    remove: async ({ physicalId }) => rules.delete(physicalId),
  });
}

function stateOf(rules: RuleEngine, ruleName: string) {
  return { physicalId: ruleName, attributes: { Arn: rules.arn(ruleName) } };
}

/** From the names of CloudFormation to those of the API. */
function toPayload({ TopicRulePayload: payload }: Properties): Record<string, unknown> {
  const { Sql, Actions, AwsIotSqlVersion, Description, ErrorAction, RuleDisabled } = payload;
  return {
    sql: Sql,
    actions: Actions.map(toActionDefinition),
    ruleDisabled: String(RuleDisabled ?? false) === 'true',
    ...(AwsIotSqlVersion === undefined ? {} : { awsIotSqlVersion: AwsIotSqlVersion }),
    ...(Description === undefined ? {} : { description: Description }),
    ...(ErrorAction === undefined ? {} : { errorAction: toActionDefinition(ErrorAction) }),
  };
}
