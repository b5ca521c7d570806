import type { NodeHint } from 'n8n-workflow';

/** Shown where a page is put together out of the lists of several projects, which Kylin sorts each for itself. */
export const PROJECT_BY_PROJECT_HINT: NodeHint = {
	message:
		"This page was filled project by project, because the jobs of several projects are not sorted by a time. Sort by a time, or switch on 'Return All'.",
	type: 'info',
	location: 'outputPane',
	whenToDisplay: 'afterExecution',
	displayCondition: `={{
		$parameter["resource"] === "job" && $parameter["operation"] === "list" && !$parameter["returnAll"] &&
		!["create_time", "last_modified"].includes($parameter["options"]["sortBy"] ?? "create_time") &&
		(!($parameter["project"]["value"] ?? $parameter["project"]) || ($parameter["filters"]["otherProjects"] ?? []).length > 0)
	}}`,
};
