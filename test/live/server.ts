import type { IDataObject } from 'n8n-workflow';
import type { PROFILES } from '../stand-in/profiles';
import type { ApiAnswer, Kylin } from './kylin';

export type ProfileName = keyof typeof PROFILES;

/** What the server seems to be, and what this user may do there. */
export type Server = {
	profile: ProfileName;
	/** how that was found out */
	because: string;
	isAdmin: boolean;
	/** the projects whose jobs the user may list and operate */
	projects: string[];
	/** the project the lists are kept to; none = all, which only administrators may read everywhere */
	scope: string | undefined;
	/** where jobs may be started; none = nothing may be changed */
	writeProject?: string;
};

/** More projects than any installation has. */
const ALL = '10000';

const NO_ACCESS = 'KE-010024001, HTTP 400';
const UNKNOWN_TYPE = 'KE-010032222, HTTP 500';

/** @throws Error when the login is refused, or when there is no project to look at */
export async function recognise(kylin: Kylin): Promise<Server> {
	const login = await kylin.get('/user/authentication');
	if (login.outcome !== 'ok') throw new Error(`Kylin refused the login (${login.outcome})`);
	const isAdmin = JSON.stringify((login.data as IDataObject).authorities).includes('ROLE_ADMIN');
	const listed = await kylin.get('/projects', { permission: 'OPERATION', page_size: ALL });
	const projects = rowsOf(listed).map(({ name }) => String(name));
	if (projects.length === 0) {
		throw new Error('This user needs the permission OPERATION on a project: it has none');
	}
	const scope = isAdmin ? undefined : await busiestOf(kylin, projects);
	return { ...(await recogniseProfile(kylin, projects[0], isAdmin)), isAdmin, projects, scope };
}

/**
 * No answer names the version, so what changed tells: the job types of 5.0.2, what an empty project
 * means since 5.0.4, and who may list without one since 5.0.5.
 */
async function recogniseProfile(
	kylin: Kylin,
	project: string,
	isAdmin: boolean,
): Promise<Pick<Server, 'profile' | 'because'>> {
	const list = async (query: Record<string, string>) =>
		await kylin.get('/jobs', { time_filter: '4', page_size: '1', ...query });
	const { outcome } = await list({ job_names: 'INDEX_PLAN_OPT', project });
	if (outcome === UNKNOWN_TYPE) {
		return { profile: '5.0.0', because: 'it does not know the job types of 5.0.2' };
	}
	const everywhere = await list({});
	if (everywhere.outcome === NO_ACCESS) {
		return { profile: '5.0.5', because: 'only administrators may list without a project' };
	}
	const ofEmptyProject = totalOf(await list({ project: '' }));
	if (totalOf(everywhere) === 0) {
		return { profile: '5.0.5', because: 'it holds no jobs that would tell, so this is assumed' };
	}
	if (ofEmptyProject === 0) {
		return { profile: '5.0.2', because: 'it holds no jobs of an empty project, as until 5.0.3' };
	}
	return isAdmin
		? { profile: '5.0.5', because: 'an administrator cannot tell 5.0.4 from 5.0.5' }
		: { profile: '5.0.4', because: 'it lists the projects the user may operate' };
}

async function busiestOf(kylin: Kylin, projects: string[]): Promise<string> {
	const query = { time_filter: '4', page_size: '1' };
	const totals = await Promise.all(
		projects
			.slice(0, 8)
			.map(async (project) => totalOf(await kylin.get('/jobs', { ...query, project }))),
	);
	return projects[totals.indexOf(Math.max(...totals))];
}

export function rowsOf({ data }: ApiAnswer): IDataObject[] {
	return ((data as { value?: IDataObject[] } | null)?.value ?? []) as IDataObject[];
}

function totalOf({ data }: ApiAnswer): number {
	return Number((data as { total_size?: number } | null)?.total_size ?? 0);
}
