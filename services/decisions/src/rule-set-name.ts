/** The name of the rule set that the service decides by: part of the key of every device's item. */
export const ruleSetName = 'default';
