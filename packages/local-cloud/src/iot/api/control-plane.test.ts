import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateDynamicThingGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
  DeletePolicyCommand,
  DeleteThingCommand,
  DeleteThingTypeCommand,
  DescribeEndpointCommand,
  DescribeThingCommand,
  DescribeThingGroupCommand,
  GetPolicyCommand,
  ListAttachedPoliciesCommand,
  ListPolicyVersionsCommand,
  ListThingPrincipalsCommand,
  ListThingsCommand,
  ListThingsInThingGroupCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IotCloud } from '../testing/iot-cloud.ts';

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

describe('things', () => {
  it('have types, attributes and versions', async () => {
    await cloud.iot.send(new CreateThingTypeCommand({ thingTypeName: 'pump' }));
    const input = { thingName: 'pump-7', thingTypeName: 'pump', attributePayload: { attributes: { site: 'north' } } };
    const { thingArn } = await cloud.iot.send(new CreateThingCommand(input));
    expect(thingArn).toBe('arn:aws:iot:us-east-1:000000000000:thing/pump-7');
    await cloud.iot.send(new CreateThingCommand(input));
    await expect(cloud.iot.send(new CreateThingCommand({ thingName: 'pump-7' }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    const attributePayload = { attributes: { floor: '2' }, merge: true };
    await cloud.iot.send(new UpdateThingCommand({ thingName: 'pump-7', attributePayload, expectedVersion: 1 }));
    expect(await cloud.iot.send(new DescribeThingCommand({ thingName: 'pump-7' }))).toMatchObject({
      thingTypeName: 'pump',
      attributes: { site: 'north', floor: '2' },
      version: 2,
      defaultClientId: 'pump-7',
    });
    await expect(
      cloud.iot.send(new UpdateThingCommand({ thingName: 'pump-7', expectedVersion: 1 })),
    ).rejects.toMatchObject({ name: 'VersionConflictException' });
    await expect(
      cloud.iot.send(new CreateThingCommand({ thingName: 'x', thingTypeName: 'none' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(cloud.iot.send(new DeleteThingTypeCommand({ thingTypeName: 'pump' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });

  it('are listed in pages and filtered', async () => {
    for (const thingName of ['a', 'b', 'c']) {
      const attributePayload = { attributes: { odd: String(thingName !== 'b') } };
      await cloud.iot.send(new CreateThingCommand({ thingName, attributePayload }));
    }
    const first = await cloud.iot.send(new ListThingsCommand({ maxResults: 2 }));
    const second = await cloud.iot.send(new ListThingsCommand({ maxResults: 2, nextToken: first.nextToken }));
    expect([first, second].map(({ things = [] }) => things.map(({ thingName }) => thingName))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
    expect(second.nextToken).toBeUndefined();
    const odd = await cloud.iot.send(new ListThingsCommand({ attributeName: 'odd', attributeValue: 'true' }));
    expect(odd.things?.map(({ thingName }) => thingName)).toEqual(['a', 'c']);
  });

  it('have three attributes at most without a type', async () => {
    const attributes = { a: '1', b: '2', c: '3', d: '4' };
    const create = new CreateThingCommand({ thingName: 'x', attributePayload: { attributes } });
    await expect(cloud.iot.send(create)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('with principals are not deleted', async () => {
    const principal = 'arn:aws:iot:us-east-1:000000000000:cert/1';
    await cloud.iot.send(new CreateThingCommand({ thingName: 'a' }));
    await cloud.iot.send(new AttachThingPrincipalCommand({ thingName: 'a', principal }));
    expect((await cloud.iot.send(new ListThingPrincipalsCommand({ thingName: 'a' }))).principals).toEqual([principal]);
    await expect(cloud.iot.send(new DeleteThingCommand({ thingName: 'a' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });

  it('belong to groups of groups', async () => {
    await cloud.iot.send(new CreateThingCommand({ thingName: 'a' }));
    await cloud.iot.send(new CreateThingGroupCommand({ thingGroupName: 'site' }));
    await cloud.iot.send(new CreateThingGroupCommand({ thingGroupName: 'hall', parentGroupName: 'site' }));
    await cloud.iot.send(new AddThingToThingGroupCommand({ thingGroupName: 'hall', thingName: 'a' }));
    const inSite = async (recursive: boolean) =>
      (await cloud.iot.send(new ListThingsInThingGroupCommand({ thingGroupName: 'site', recursive }))).things;
    expect([await inSite(false), await inSite(true)]).toEqual([[], ['a']]);
    const { thingGroupMetadata } = await cloud.iot.send(new DescribeThingGroupCommand({ thingGroupName: 'hall' }));
    expect(thingGroupMetadata?.rootToParentThingGroups?.map(({ groupName }) => groupName)).toEqual(['site']);
  });
});

describe('policies', () => {
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });

  it('have versions and targets', async () => {
    await cloud.iot.send(new CreatePolicyCommand({ policyName: 'p', policyDocument }));
    const setAsDefault = true;
    await cloud.iot.send(new CreatePolicyVersionCommand({ policyName: 'p', policyDocument, setAsDefault }));
    const { policyVersions = [] } = await cloud.iot.send(new ListPolicyVersionsCommand({ policyName: 'p' }));
    expect(policyVersions.map(({ versionId, isDefaultVersion }) => [versionId, isDefaultVersion])).toEqual([
      ['1', false],
      ['2', true],
    ]);
    expect(await cloud.iot.send(new GetPolicyCommand({ policyName: 'p' }))).toMatchObject({ defaultVersionId: '2' });
    const target = 'arn:aws:iot:us-east-1:000000000000:cert/1';
    await cloud.iot.send(new AttachPolicyCommand({ policyName: 'p', target }));
    const { policies = [] } = await cloud.iot.send(new ListAttachedPoliciesCommand({ target }));
    expect(policies.map(({ policyName }) => policyName)).toEqual(['p']);
    await expect(cloud.iot.send(new DeletePolicyCommand({ policyName: 'p' }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    });
    await expect(
      cloud.iot.send(new CreatePolicyCommand({ policyName: 'q', policyDocument: 'no' })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyException' });
  });
});

describe('the rest', () => {
  it('says where data plane and MQTT over WebSocket are', async () => {
    const { endpointAddress } = await cloud.iot.send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }));
    expect(`http://${endpointAddress}`).toBe(cloud.cloud.endpoint);
  });

  it('refuses by name what is not there', async () => {
    const dynamic = new CreateDynamicThingGroupCommand({ thingGroupName: 'g', queryString: 'x' });
    await expect(cloud.iot.send(dynamic)).rejects.toThrow('iot: POST /dynamic-thing-groups/g');
    const billed = new CreateThingCommand({ thingName: 'a', billingGroupName: 'b' });
    await expect(cloud.iot.send(billed)).rejects.toThrow('the member billingGroupName of CreateThing');
  });
});
