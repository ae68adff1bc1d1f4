export { compileRule, type Rule, type RuleResult } from './compile-rule.ts';
export { compileTemplate, type Template, type TemplateResult } from './compile-template.ts';
export { EvaluationFailure, type EvaluationFailureCode } from './evaluation-failure.ts';
export { Message, type MessageFields } from './message.ts';
export { SqlError, type SqlErrorCode } from './sql-error.ts';
export { matchesTopicFilter, topicFilterFault } from './topics/topic-filter.ts';
export { TopicFilterIndex } from './topics/topic-filter-index.ts';
export { DEFAULT_SQL_VERSION, type SqlVersion } from './values/sql-version.ts';
