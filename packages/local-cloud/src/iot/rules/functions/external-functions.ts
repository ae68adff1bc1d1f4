import type { SqlPorts } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';
import type { IotMetrics } from '../../metrics.ts';
import type { Registry } from '../../registry/registry.ts';
import type { ShadowService } from '../../shadows/shadow-service.ts';
import type { RuleRoles } from '../rule-roles.ts';
import { awsLambda } from './aws-lambda.ts';
import { getDynamodb } from './get-dynamodb.ts';
import { getRegistryData } from './get-registry-data.ts';
import { getThingShadow } from './get-thing-shadow.ts';
import { s3Object } from './s3-object.ts';

/** What the functions of rules ask. */
export interface FunctionSources {
  readonly cloud: CloudContext;
  readonly metrics: IotMetrics;
  readonly registry: Registry;
  readonly shadows: ShadowService;
  readonly roles: RuleRoles;
}

/**
 * The functions of SQL that need another service, for one rule. `get_secret` and `machinelearning_predict` are missing, for their
 * services are not here: rules that call them do not compile. Calls are counted as AWS bills them, as actions of the rule.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html
 */
export function externalFunctions(sources: FunctionSources, ruleName: string, ruleArn: string): SqlPorts {
  const { cloud, metrics, registry, roles, shadows } = sources;
  const counted = <Request, Answer>(ActionType: string, ask: (request: Request) => Promise<Answer>) => {
    const dimensions = { RuleName: ruleName, ActionType };
    const success = metrics.counter('Success', dimensions);
    const failure = metrics.counter('Failure', dimensions);
    return async (request: Request): Promise<Answer> => {
      try {
        const answer = await ask(request);
        success.add();
        return answer;
      } catch (error) {
        failure.add();
        throw error;
      }
    };
  };
  return {
    aws_lambda: counted('aws_lambda', awsLambda(cloud, ruleArn)),
    get_dynamodb: counted('get_dynamodb', getDynamodb(cloud, roles)),
    get_registry_data: counted('get_registry_data', getRegistryData(registry, roles)),
    get_thing_shadow: counted('get_thing_shadow', getThingShadow(shadows, roles)),
    s3_object: counted('decode', s3Object(cloud)),
  };
}
