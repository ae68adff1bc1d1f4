import type { SqlPorts } from '@signalbox/iot-sql';
import type { ShadowService } from '../../shadows/shadow-service.ts';
import type { RuleRoles } from '../rule-roles.ts';

const NO_PAYLOAD = new Uint8Array();

/**
 * The document that GetThingShadow answers, of the classic shadow or a named one. No shadow is a failure.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-get-thing-shadow
 */
export function getThingShadow(shadows: ShadowService, roles: RuleRoles): NonNullable<SqlPorts['get_thing_shadow']> {
  return async ({ thingName, shadowName = '', roleArn }) => {
    roles.assume(roleArn);
    return JSON.stringify(await shadows.run({ thingName, shadowName }, 'get', NO_PAYLOAD, 'HTTP'));
  };
}
