import type { IDataObject } from 'n8n-workflow';
import { readFields } from '../../../shared/fields/collection';
import { KylinFailure } from '../../../shared/kylin/failures';
import type { InputItem } from '../../item/inputItem';
import { explainException, explainRefusal } from '../execute/explain';
import { bindParameters } from '../parameters/bind';
import { withLiterals } from '../parameters/render';
import { QUERY_PARAMETERS, STATEMENT, readProject } from '../query.fields';
import { detectionRequest } from '../requests';

/** `data` of `POST /query/detection` (contract 10.7). */
type Detection = {
	is_exception?: boolean;
	exception_message?: string | null;
	is_push_down?: boolean;
	is_constants?: boolean;
	is_cache?: boolean;
	is_post_aggregation?: boolean;
	is_table_index?: boolean;
	is_base_index?: boolean;
	realizations?: Array<{
		model_alias?: string | null;
		layout_id?: number | null;
		index_type?: string | null;
		partial_match_model?: boolean;
	}>;
};

const CHECK = { statement: STATEMENT, parameters: QUERY_PARAMETERS };

/** The Check Query operation for one item: what would answer the query. */
export async function checkQuery(item: InputItem): Promise<IDataObject[]> {
	const project = readProject(item);
	const { statement, parameters } = readFields(CHECK, ({ property }) =>
		item.parameter(property.name, property.default),
	);
	const pieces = bindParameters(statement, parameters);
	const rendered = withLiterals(pieces);
	const detection = await detect(item, project, rendered.sql);
	if (detection.is_exception) {
		const exception = {
			columnMetas: null,
			results: null,
			exceptionMessage: detection.exception_message,
		};
		throw await explainException(exception, { statement, pieces, rendered }, project, item);
	}
	return [describe(detection)];
}

async function detect({ send }: InputItem, project: string, sql: string): Promise<Detection> {
	const data = await send(detectionRequest(project, sql)).catch((failure: Error) => {
		throw explainRefusal(failure);
	});
	if (typeof data === 'object' && data !== null && 'is_push_down' in data) return data as Detection;
	throw new KylinFailure('Something other than the check of a query came back', {
		advice: "This Kylin may not be able to check queries. Use 'Execute Query' with 'Index Only'.",
	});
}

function describe(detection: Detection): IDataObject {
	const realizations = detection.realizations ?? [];
	const isFromIndex = !detection.is_push_down && !detection.is_constants && realizations.length > 0;
	return {
		answered_by_index: isFromIndex,
		answered_by: isFromIndex ? 'index' : detection.is_constants ? 'constants' : 'source',
		models: realizations.map(({ model_alias, index_type, layout_id, partial_match_model }) => ({
			model: model_alias ?? null,
			index_type: index_type ?? null,
			index_id: layout_id ?? null,
			partial_match: partial_match_model === true,
		})),
		aggregates_further: detection.is_post_aggregation === true,
		base_index: detection.is_base_index === true,
		table_index: detection.is_table_index === true,
		cached: detection.is_cache === true,
	};
}
