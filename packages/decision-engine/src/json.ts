/** What a metric, a parameter and a device setting hold. */
export type Scalar = number | boolean | string;

/** Plain JSON. */
export type Json = null | Scalar | readonly Json[] | { readonly [name: string]: Json };
