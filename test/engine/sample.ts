import type { IDataObject } from 'n8n-workflow';
import type { Point } from './faults/points';

/**
 * What every test of all operations needs to know of one: `<operation>.sample.ts` beside its test. The
 * stand-in holds the jobs of `SAMPLE_JOBS` (seed.ts).
 */
export type Sample = {
	resource: string;
	operation: string;
	/** parameters that make it succeed, besides the field in question */
	sound: IDataObject;
	/** further runs whose items the output schema has to fit */
	runs?: IDataObject[];
	/** what comes out is up to the user, e.g. to the columns of a query */
	hasNoSchema?: true;
	/** by path of the parameter, e.g. `filters.statuses`: one for each field */
	fields: Record<string, FieldRow>;
	/** where faults strike */
	points: Point[];
};

export type FieldRow = {
	/** a value as a user or an expression gives it */
	given: unknown;
	/** what of it is sent: members of the query or the body of a request */
	sent?: IDataObject;
	/** values that do not fit, given by an expression; n8n itself drops those of a whole collection */
	refused: unknown[];
	/** Kylin, not the node, knows which texts there are */
	takesAnyText?: true;
};
