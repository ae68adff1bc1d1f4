import type { Route } from '../../kernel/api.ts';
import type { Registry } from '../registry/registry.ts';
import { pageOf } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Members {
  readonly policyName: string;
  readonly policyDocument: string;
  readonly policyVersionId: string;
  readonly setAsDefault?: string;
}

interface Listing {
  readonly marker?: string;
  readonly pageSize?: string;
  readonly isAscendingOrder?: string;
}

interface Target extends Listing {
  readonly policyName: string;
  readonly target: string;
}

/** Policies with their versions, and what they are attached to. */
export function policyOperations(registry: Registry): Route[] {
  return [...policies(registry), ...versions(registry), ...attachments(registry)];
}

function policies({ policies }: Registry): Route[] {
  const path = '/policies/{policyName}';
  return [
    restOperation<Members>({
      name: 'CreatePolicy',
      method: 'POST',
      path,
      body: ['policyDocument'],
      run: ({ policyName, policyDocument }) => {
        const { defaultVersionId } = policies.create(policyName, policyDocument);
        return { policyName, policyArn: policies.arn(policyName), policyDocument, policyVersionId: defaultVersionId };
      },
    }),
    restOperation<Members>({
      name: 'GetPolicy',
      method: 'GET',
      path,
      run: ({ policyName }) => {
        const { defaultVersionId, createdAt, modifiedAt } = policies.get(policyName);
        return {
          policyName,
          policyArn: policies.arn(policyName),
          policyDocument: policies.version(policyName, defaultVersionId).document,
          defaultVersionId,
          creationDate: createdAt / 1000,
          lastModifiedDate: modifiedAt / 1000,
        };
      },
    }),
    restOperation<Members>({
      name: 'DeletePolicy',
      method: 'DELETE',
      path,
      run: ({ policyName }) => {
        policies.delete(policyName);
        return undefined;
      },
    }),
    restOperation<Listing>({
      name: 'ListPolicies',
      method: 'GET',
      path: '/policies',
      query: ['marker', 'pageSize', 'isAscendingOrder'],
      run: ({ marker, pageSize, isAscendingOrder }) => {
        const all = isAscendingOrder === 'false' ? policies.list().reverse() : policies.list();
        const { items, next } = pageOf(all, marker, pageSize);
        return {
          policies: items.map(({ policyName }) => ({ policyName, policyArn: policies.arn(policyName) })),
          nextMarker: next,
        };
      },
    }),
  ];
}

function versions({ policies }: Registry): Route[] {
  const path = '/policies/{policyName}/version';
  return [
    restOperation<Members>({
      name: 'CreatePolicyVersion',
      method: 'POST',
      path,
      body: ['policyDocument'],
      query: ['setAsDefault'],
      run: ({ policyName, policyDocument, setAsDefault }) => {
        const isDefaultVersion = setAsDefault === 'true';
        const { versionId } = policies.addVersion(policyName, policyDocument, isDefaultVersion);
        return { policyArn: policies.arn(policyName), policyDocument, policyVersionId: versionId, isDefaultVersion };
      },
    }),
    restOperation<Members>({
      name: 'ListPolicyVersions',
      method: 'GET',
      path,
      run: ({ policyName }) => {
        const { versions: all, defaultVersionId } = policies.get(policyName);
        return {
          policyVersions: all.map(({ versionId, createdAt }) => {
            return { versionId, isDefaultVersion: versionId === defaultVersionId, createDate: createdAt / 1000 };
          }),
        };
      },
    }),
    restOperation<Members>({
      name: 'GetPolicyVersion',
      method: 'GET',
      path: `${path}/{policyVersionId}`,
      run: ({ policyName, policyVersionId }) => {
        const { document, createdAt } = policies.version(policyName, policyVersionId);
        return {
          policyArn: policies.arn(policyName),
          policyName,
          policyDocument: document,
          policyVersionId,
          isDefaultVersion: policies.get(policyName).defaultVersionId === policyVersionId,
          creationDate: createdAt / 1000,
          lastModifiedDate: createdAt / 1000,
        };
      },
    }),
    restOperation<Members>({
      name: 'DeletePolicyVersion',
      method: 'DELETE',
      path: `${path}/{policyVersionId}`,
      run: ({ policyName, policyVersionId }) => {
        policies.deleteVersion(policyName, policyVersionId);
        return undefined;
      },
    }),
    restOperation<Members>({
      name: 'SetDefaultPolicyVersion',
      method: 'PATCH',
      path: `${path}/{policyVersionId}`,
      run: ({ policyName, policyVersionId }) => {
        policies.setDefault(policyName, policyVersionId);
        return undefined;
      },
    }),
  ];
}

function attachments({ policies }: Registry): Route[] {
  return [
    restOperation<Target>({
      name: 'AttachPolicy',
      method: 'PUT',
      path: '/target-policies/{policyName}',
      body: ['target'],
      run: ({ policyName, target }) => {
        policies.attach(policyName, target);
        return undefined;
      },
    }),
    restOperation<Target>({
      name: 'DetachPolicy',
      method: 'POST',
      path: '/target-policies/{policyName}',
      body: ['target'],
      run: ({ policyName, target }) => {
        policies.detach(policyName, target);
        return undefined;
      },
    }),
    restOperation<Target>({
      name: 'ListAttachedPolicies',
      method: 'POST',
      path: '/attached-policies/{target}',
      query: ['marker', 'pageSize'],
      run: ({ target, marker, pageSize }) => {
        const wanted = policies.list().filter(({ targets }) => targets.includes(target));
        const { items, next } = pageOf(wanted, marker, pageSize);
        const named = items.map(({ policyName }) => ({ policyName, policyArn: policies.arn(policyName) }));
        return { policies: named, nextMarker: next };
      },
    }),
  ];
}
