import { append, type Fault, replace } from '../change.ts';

/** Role and code in one release: both versions go by the role, the old one too. */
export const missingPermission: Fault = {
  title: 'missing permission',
  showsBeforeTraffic: true,
  edits: [
    replace('services/decisions/resources/decide.yml', 'Action: events:PutEvents', 'Action: events:DescribeEventBus'),
    append('services/decisions/src/functions/decide.ts', "\nexport const edition = 'least privilege';\n"),
  ],
};
