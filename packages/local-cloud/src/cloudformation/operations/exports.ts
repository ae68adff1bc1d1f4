import type { ListExportsInput, ListImportsInput } from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import { exportsOf, importersOf } from '../stack/outputs.ts';
import { validationError } from '../template/template-error.ts';
import type { OperationsContext } from './operations-context.ts';
import { pageOf } from './page.ts';

/** ListExports and ListImports. */
export const exports = ({ engine: { store } }: OperationsContext): Readonly<Record<string, Operation>> => ({
  ListExports: operation<ListExportsInput, object>(['NextToken'], ({ NextToken }) => {
    const { items, next } = pageOf(exportsOf(store), ({ name }) => name, NextToken, 100);
    const view = items.map(({ stack, name, value }) => ({ ExportingStackId: stack.id, Name: name, Value: value }));
    return { Exports: view, NextToken: next };
  }),
  ListImports: operation<ListImportsInput, object>(['ExportName', 'NextToken'], ({ ExportName = '', NextToken }) => {
    const importers = importersOf(store, ExportName);
    if (importers.length === 0) throw validationError(`Export '${ExportName}' is not imported by any stack.`);
    const { items, next } = pageOf(importers, (name) => name, NextToken, 100);
    return { Imports: items, NextToken: next };
  }),
});
