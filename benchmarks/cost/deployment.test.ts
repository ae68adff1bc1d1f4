import { expect, test } from 'vitest';
import { readDeployment } from './deployment.ts';

const fn = (name: string) => ({ Type: 'AWS::Lambda::Function', Properties: { FunctionName: name } });
const at = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const foundation = {
  Resources: {
    Stream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: {
        RetentionPeriodHours: '168',
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        StreamEncryption: { EncryptionType: 'KMS' },
      },
    },
    Table: {
      Type: 'AWS::Timestream::Table',
      Properties: { RetentionProperties: { MemoryStoreRetentionPeriodInHours: '24' } },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm' },
  },
};
const service = {
  Resources: {
    Decide: fn('decide'),
    Create: fn('create'),
    Sweep: fn('sweep'),
    Stray: fn('stray'),
    FromStream: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: at('Decide'), StartingPosition: 'TRIM_HORIZON' },
    },
    FromQueue: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: at('Create') } },
    EachMinute: {
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: at('Sweep') }] },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm' },
  },
};

test('templates say what is there to bill', () => {
  expect(readDeployment([foundation, service])).toMatchObject({
    streamConsumers: 1,
    queueConsumers: 1,
    alarms: 2,
    streamMode: 'ON_DEMAND',
    streamRetentionHours: 168,
    isStreamEncrypted: true,
    storeMemoryHours: 24,
  });
});

test('what invokes a function says what it is used for', () => {
  const { pathOf } = readDeployment([foundation, service]);
  expect(['decide', 'create', 'sweep'].map(pathOf)).toEqual(['ingestion', 'decision', 'scheduled']);
  expect(() => pathOf('stray')).toThrow('stray');
});

test('a stack without the stream cannot be billed', () => {
  expect(() => readDeployment([service])).toThrow('AWS::Kinesis::Stream');
});
