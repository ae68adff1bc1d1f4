import { readFileSync } from 'node:fs';
import { detectorActionEvent, notificationEvent } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

/** A file of resources, with CloudFormation's short forms read as plain values. */
const templateOf = (file: string) => {
  const scalars = ['!Ref', '!Sub', '!GetAtt', '!ImportValue'].map((tag) => ({ tag, resolve: (text: string) => text }));
  const lists = ['!If', '!Not', '!Equals', '!Join'].map((tag) => ({
    ...{ tag, collection: 'seq' as const },
    resolve: (seq: { toJSON: () => unknown }) => seq.toJSON(),
  }));
  const text = readFileSync(new URL(`../resources/${file}`, import.meta.url), 'utf8');
  return parse(text, { customTags: [...scalars, ...lists] });
};

it('the bus rules match exactly the events of the contracts', () => {
  const { DetectorActionRule } = templateOf('perform.yml').Resources;
  const { NotificationRule } = templateOf('notifications.yml').Resources;
  expect(DetectorActionRule.Properties.EventPattern).toEqual(detectorActionEvent.eventPattern);
  expect(NotificationRule.Properties.EventPattern).toEqual(notificationEvent.eventPattern);
});

it('a notification is told with what its contract has', () => {
  const [target] = templateOf('notifications.yml').Resources.NotificationRule.Properties.Targets;
  const { InputPathsMap, InputTemplate } = target.InputTransformer;
  const names = [...InputTemplate.matchAll(/<([\w]+)>/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(Object.keys(InputPathsMap).sort());
  const { properties } = notificationEvent.schema as { properties: Record<string, { properties?: object }> };
  for (const path of Object.values<string>(InputPathsMap)) {
    const [root, detail, name = '', inner] = path.split('.');
    expect([root, detail]).toEqual(['$', 'detail']);
    expect(properties).toHaveProperty(name);
    if (inner !== undefined) expect(properties[name]?.properties).toHaveProperty(inner);
  }
});

it('perform may touch what the stage names, and nothing else', () => {
  const [{ PolicyDocument }] = templateOf('perform.yml').Resources.PerformRole.Properties.Policies;
  const [, , perform] = PolicyDocument.Statement;
  expect(PolicyDocument.Statement).toHaveLength(3);
  expect(perform).toEqual([
    'HasPerformTargets',
    expect.objectContaining({ Sid: 'Perform', Resource: 'PerformTargets' }),
    'AWS::NoValue',
  ]);
  expect(JSON.stringify(PolicyDocument)).not.toContain('"*"');
});
