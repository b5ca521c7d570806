import { startStandIn } from '../stand-in';
import { createDemoSeed } from '../stand-in/demoSeed';
import type { Check } from './checks/check';
import { detail, log } from './checks/job';
import { filters, pages, sorts, withoutProject } from './checks/list';
import { logIn, madeUpUser, wrongPassword } from './checks/login';
import { ownJobs } from './checks/ownJobs';
import { quietPoll } from './checks/poll';
import { listProjects } from './checks/projects';
import { refusals } from './checks/refusals';
import { statistics } from './checks/statistics';
import { Findings } from './findings';
import { Kylin, type Login } from './kylin';
import { recognise, type Server } from './server';
import { compareShapes } from './shape';

export type Settings = {
	login: Login;
	/** also try a wrong password of this user, between two good logins */
	triesWrongPassword: boolean;
	/** the project in which jobs may be started and operated */
	writeProject?: string;
};

export type Result = Pick<Findings, 'seen' | 'leftOut'> & {
	title: string;
	/** what makes the run fail */
	differences: string[];
	/** members the stand-in does not have */
	unknown: string[];
};

export type Report = { server: Server; results: Result[] };

const READING: readonly Check[] = [
	logIn,
	madeUpUser,
	listProjects,
	withoutProject,
	sorts,
	filters,
	pages,
	detail,
	log,
	statistics,
	refusals,
	quietPoll,
];

/** How much faster time flows for the stand-in's jobs than for those of the server. */
const JOBS_SPEED = 60;

/**
 * Tries the node on a Kylin and on a stand-in of the version it seems to be.
 *
 * @throws Error when the login is refused, or the user may operate no project
 */
export async function tryNode({
	login,
	triesWrongPassword,
	writeProject,
}: Settings): Promise<Report> {
	const kylin = new Kylin(login);
	const server = { ...(await recognise(kylin)), writeProject };
	const reading = triesWrongPassword ? [...READING, wrongPassword] : READING;
	const results = await compareOn(reading, kylin, server, 1);
	if (writeProject !== undefined) {
		results.push(...(await compareOn([ownJobs], kylin, server, JOBS_SPEED)));
	}
	return { server, results };
}

async function compareOn(
	checks: readonly Check[],
	kylin: Kylin,
	server: Server,
	speed: number,
): Promise<Result[]> {
	const standIn = await startStandIn({ profile: server.profile, speed, seed: demoSeed() });
	try {
		const model = new Kylin({ host: standIn.url, ...standInUser(server) });
		const ofModel = {
			...(await recognise(model)),
			writeProject: server.writeProject && 'learn_kylin',
		};
		const results: Result[] = [];
		for (const check of checks) {
			const expected = await findingsOf(check, model, ofModel);
			results.push(compare(check.title, await findingsOf(check, kylin, server), expected));
		}
		return results;
	} finally {
		await standIn.close();
	}
}

/** The operator may do in the stand-in what any user of the server may be allowed to. */
function demoSeed() {
	const seed = createDemoSeed(Date.now());
	const projects = seed.projects.map(({ name }) => ({
		name,
		permissions: { OPERATOR: 'MANAGEMENT' },
	}));
	return { ...seed, projects };
}

const standInUser = ({ isAdmin }: Server) =>
	isAdmin
		? { username: 'ADMIN', password: 'KYLIN' }
		: { username: 'OPERATOR', password: 'operator' };

async function findingsOf(check: Check, kylin: Kylin, server: Server): Promise<Findings> {
	const findings = new Findings();
	try {
		await check.run(kylin, server, findings);
	} catch (error) {
		findings.faults.push(`could not be tried: ${(error as Error).message}`);
	}
	return findings;
}

function compare(title: string, found: Findings, expected: Findings): Result {
	const facts = [...expected.facts].flatMap(([name, value]) => {
		const own = found.facts.get(name);
		return own === undefined || own === value ? [] : [`${name}: ${own}, not ${value}`];
	});
	const shapes = [...expected.shapes].map(([kind, shape]) => {
		const own = found.shapes.get(kind);
		const { differences, unknown } =
			own === undefined ? { differences: [], unknown: [] } : compareShapes(own, shape);
		const ofKind = (text: string) => `${kind}: ${text}`;
		return { differences: differences.map(ofKind), unknown: unknown.map(ofKind) };
	});
	return {
		title,
		seen: [...found.seen, `compared: ${countCompared(found, expected)}`],
		leftOut: found.leftOut,
		differences: [
			...found.faults,
			...expected.faults.map((fault) => `the stand-in: ${fault}`),
			...facts,
			...shapes.flatMap(({ differences }) => differences),
		],
		unknown: shapes.flatMap(({ unknown }) => unknown),
	};
}

function countCompared(found: Findings, expected: Findings): string {
	const facts = [...expected.facts.keys()].filter((name) => found.facts.has(name));
	const members = [...expected.shapes]
		.filter(([kind]) => (found.shapes.get(kind)?.records ?? 0) > 0)
		.flatMap(([, shape]) => [...shape.members.keys()]);
	return `${facts.length} answers, ${members.length} members`;
}
