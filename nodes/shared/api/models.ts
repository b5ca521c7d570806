import type { Send } from './kylinRequest';
import { parsePagedList } from './page';

export const MODELS_URL = '/models';

/** More models than a project has; Kylin puts no limit on the page. */
const MAX_MODELS = 1_000;

/** The names of a project's models. The user needs READ on it. */
export async function fetchModelNames(send: Send, project: string): Promise<string[]> {
	const qs = { project, lite: true, page_size: MAX_MODELS, page_offset: 0 };
	const { rows } = parsePagedList(await send({ method: 'GET', url: MODELS_URL, qs }));
	return rows.flatMap((row) => {
		const name = (row as { alias?: unknown } | null)?.alias;
		return typeof name === 'string' ? [name] : [];
	});
}
