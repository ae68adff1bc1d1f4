import fc from 'fast-check';
import { expressionTexts } from './expression-arbitrary.ts';
import { names } from './names.ts';

const { number, boolean, text } = expressionTexts;

const payload = fc.option(fc.record({ contentExpression: text, type: fc.constantFrom('STRING', 'JSON') }), {
  nil: undefined,
});

const timerName = fc.constantFrom(...names.timers);

const setVariable = (variables: readonly string[], value: fc.Arbitrary<string>) =>
  fc.record({ variableName: fc.constantFrom(...variables), value }).map((each) => ({ setVariable: each }));

const { numbers, booleans, texts } = names.variables;

const builtIn = fc.oneof(
  { weight: 2, arbitrary: setVariable(numbers, number) },
  setVariable(booleans, boolean),
  setVariable(texts, text),
  fc.record({ timerName, seconds: fc.integer({ min: 60, max: 600 }) }).map((setTimer) => ({ setTimer })),
  fc.record({ timerName, durationExpression: number }).map((setTimer) => ({ setTimer })),
  fc.record({ timerName }).map((resetTimer) => ({ resetTimer })),
  fc.record({ timerName }).map((clearTimer) => ({ clearTimer })),
);

const topic = fc.oneof(fc.constant('a/b'), text);

const outgoing = fc.oneof(
  fc.record({ targetArn: fc.constant('arn:aws:sns:eu-central-1:123456789012:t'), payload }).map((sns) => ({ sns })),
  fc.record({ mqttTopic: topic, payload }).map((iotTopicPublish) => ({ iotTopicPublish })),
  fc
    .record({ functionArn: fc.constant('arn:aws:lambda:eu-central-1:123456789012:function:f'), payload })
    .map((lambda) => ({ lambda })),
  fc.record({ inputName: fc.constantFrom(...names.inputs), payload }).map((iotEvents) => ({ iotEvents })),
  fc
    .record({ queueUrl: fc.constant('https://sqs.example/1/q'), useBase64: fc.boolean(), payload })
    .map((sqs) => ({ sqs })),
  fc
    .record({ deliveryStreamName: fc.constant('s'), separator: fc.constantFrom('\n', ','), payload })
    .map((firehose) => ({ firehose })),
  fc
    .record({
      tableName: fc.constant("'t'"),
      hashKeyField: fc.constant("'k'"),
      hashKeyValue: text,
      rangeKeyValue: fc.option(text, { nil: undefined }),
      payload,
    })
    .map((dynamoDB) => ({ dynamoDB })),
  fc.record({ tableName: text, payload }).map((dynamoDBv2) => ({ dynamoDBv2 })),
  fc
    .record({
      propertyAlias: text,
      propertyValue: fc.record({
        value: fc.record({ doubleValue: number }),
        quality: fc.option(text, { nil: undefined }),
      }),
    })
    .map((iotSiteWise) => ({ iotSiteWise })),
);

const eventMembers = {
  eventName: fc.constantFrom('first', 'second', 'third'),
  actions: fc.array(fc.oneof({ weight: 2, arbitrary: builtIn }, outgoing), { maxLength: 3 }),
};

const events = fc.array(fc.record({ ...eventMembers, condition: fc.option(boolean, { nil: undefined }) }), {
  maxLength: 3,
});

const transitionEvents = fc.array(
  fc.record({ ...eventMembers, condition: boolean, nextState: fc.constantFrom(...names.states) }),
  { maxLength: 3 },
);

const stateOf = (stateName: string) =>
  fc.record({
    stateName: fc.constant(stateName),
    onEnter: fc.record({ events }),
    onInput: fc.record({ events, transitionEvents }),
    onExit: fc.record({ events }),
  });

/** Plain JSON: without the members that are undefined. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/**
 * Random detector models as CreateDetectorModel takes them, over {@link names}. They can be read; what their expressions
 * do may make no sense. Some have a key, the path `id`.
 */
export const modelJson: fc.Arbitrary<unknown> = fc
  .record({
    detectorModelName: fc.constant('random'),
    key: fc.option(fc.constant('id'), { nil: undefined }),
    roleArn: fc.constant('arn:aws:iam::123456789012:role/r'),
    evaluationMethod: fc.constantFrom('BATCH', 'SERIAL', undefined),
    detectorModelDefinition: fc.record({
      initialStateName: fc.constantFrom(...names.states),
      states: fc.tuple(...names.states.map(stateOf)),
    }),
  })
  .map(plain);

type Path = readonly (string | number)[];

const pathsIn = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([step, each]) => pathsIn(each, [...path, step]))];
};

/** The value with what stands at the path replaced; undefined takes it away. */
const replaced = (value: unknown, [step, ...rest]: Path, by: unknown): unknown => {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((each, index) => (index === step ? replaced(each, rest, by) : each));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [step]: replaced(members[step], rest, by) };
};

const damage = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', 'nowhere', '1 +', "'", '$input', 'a(b', '(((((', '${', 'x'.repeat(3000)),
  fc.constantFrom(
    { 'Fn::Sub': 'x' },
    { Ref: 'x' },
    { setTimer: { timerName: 't', seconds: 1, durationExpression: '1' }, email: {} },
  ),
);

/** Random models with something in them that does not belong there, or that is missing. */
export const brokenModelJson: fc.Arbitrary<unknown> = fc
  .tuple(modelJson, fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 4 }))
  .map(([model, damages]) =>
    damages.reduce((each: unknown, [place, by]) => {
      const paths = pathsIn(each);
      return replaced(each, paths[place % paths.length] ?? [], by);
    }, model),
  );

/** The same in the form of CloudFormation: a resource. */
export const asResource = (model: unknown): unknown => ({
  Type: 'AWS::IoTEvents::DetectorModel',
  Properties: pascal(model),
});

const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(each)]),
  );
};
