import type { IDataObject } from 'n8n-workflow';
import { readParameter } from '../../../shared/fields/field';
import { fetchProjectPage, type ProjectRecord } from '../../../shared/api/projects';
import { zonedTimeOrNull, zoneOf } from '../../../shared/time/zonedTime';
import type { InputItem } from '../../item/inputItem';
import { RETURN_ALL } from '../../fields/list';
import { LIST } from './list.fields';

/** More projects than any installation has; Kylin puts no limit on the page. */
const ALL = 10_000;

/** List Projects for one item: an item per project. */
export async function listProjects(item: InputItem): Promise<IDataObject[]> {
	const { page_size, project: name, permission } = LIST.read(item.fields.query, item.isExpression);
	const { timezone } = await item.outputContext();
	zoneOf(timezone);
	const returnsAll = readParameter(RETURN_ALL, item);
	const { projects } = await fetchProjectPage(item.send, {
		pageSize: returnsAll ? ALL : (page_size ?? Number(LIST.properties.page_size.default)),
		pageOffset: 0,
		name,
		right: permission ?? 'READ',
	});
	return projects.map((project) => describeProject(project, timezone));
}

/** Without Kylin's settings of the project: these may hold passwords of data sources. */
function describeProject(project: ProjectRecord, timezone: string): IDataObject {
	const createdAt = Number(project.create_time_utc ?? project.create_time);
	return {
		name: project.name,
		description: project.description || null,
		owner: project.owner ?? null,
		permission: project.permission ?? null,
		default_database: project.default_database ?? null,
		created_at: createdAt > 0 ? zonedTimeOrNull(createdAt, timezone) : null,
	};
}
