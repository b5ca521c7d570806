// @ts-check
'use strict';

/**
 * The error envelope and its three message shapes (contract section 5).
 * HTTP 500 unless a rule says otherwise: Kylin answers business errors with 500.
 */
class KylinError extends Error {
	/**
	 * @param {object} parts
	 * @param {number} [parts.status]
	 * @param {string} parts.msg
	 * @param {string | null} [parts.exception] same as `msg` unless the exception was unexpected
	 * @param {string | null} [parts.errorCode]
	 * @param {string | null} [parts.suggestion]
	 * @param {string} [parts.head] what the stack trace begins with
	 */
	constructor({
		status = 500,
		msg,
		exception = msg,
		errorCode = null,
		suggestion = null,
		head = msg,
	}) {
		super(msg);
		this.head = head;
		this.status = status;
		this.exception = exception;
		this.errorCode = errorCode;
		this.suggestion = suggestion;
	}
}

/** @param {string} code @param {string} text @param {number} [status] */
function newStyle(code, text, status = 500) {
	return new KylinError({ status, msg: `${code}: ${text}`, errorCode: code, suggestion: '' });
}

/** @param {string} code @param {string} name @param {string} text @param {number} [status] */
function oldStyle(code, name, text, status = 500) {
	const msg = `${code}(${name}):${text}`;
	const head = `${code}(${name}) \norg.apache.kylin.common.exception.KylinException: ${msg}`;
	return new KylinError({ status, msg, errorCode: code, head });
}

/** @param {string | null} text @param {string} [type] the Java exception */
function unexpected(text, type = text === null ? 'NullPointerException' : 'RuntimeException') {
	const name = type.includes('.') ? type : `java.lang.${type}`;
	return new KylinError({
		msg: `KE-000000001(UNKNOWN ERRORCODE): ${text}`,
		exception: text,
		head: text === null ? name : `${name}: ${text}`,
	});
}

/** @param {string} text */
function unparsable(text) {
	return new KylinError({
		msg: `KE-000030001(Failed Parse Json): ${text}`,
		exception: text,
		head: `com.fasterxml.jackson.core.JsonParseException: ${text}`,
	});
}

const RETRY_HINT = 'Please check and try again.';

const errors = {
	illegalTransition: (
		/** @type {string} */ action,
		/** @type {string} */ id,
		/** @type {string} */ state,
	) => newStyle('KE-010032211', `Can't ${action} job "${id}", as it is in ${state} status.`),
	unknownStatus: () =>
		newStyle(
			'KE-010032212',
			`The selected job status is invalid. The value of status must be "PENDING", "RUNNING", "FINISHED", "ERROR", "DISCARDED" or "STOPPED". ${RETRY_HINT}`,
		),
	nothingSelected: (/** @type {string} */ action) =>
		newStyle('KE-010032213', `At least one job should be selected to ${action}.`),
	updateFailed: () =>
		newStyle(
			'KE-010032215',
			`Can't perform current operation, as an error occurred when updating the job status. Please refresh the job list and try again.`,
		),
	illegalAction: (/** @type {string} */ status, /** @type {string[]} */ legal) =>
		newStyle(
			'KE-010032217',
			`Invalid value in parameter "action" or "statuses" or "job_ids", The value of "statuses" or the status of jobs specified by "job_ids" contains "${status}", this status of jobs can only perform the following actions: "${legal.join(', ')}".`,
		),
	unknownJob: (/** @type {string} */ id) =>
		newStyle('KE-010032219', `Can't find job "${id}". ${RETRY_HINT}`),
	unknownJobType: () =>
		newStyle('KE-010032222', 'Job type does not exist, please modify and try again.'),
	unknownProject: (/** @type {string} */ name) =>
		newStyle('KE-010001201', `Can't find project "${name}". ${RETRY_HINT}`),
	emptyProject: () =>
		oldStyle(
			'KE-010001002',
			'Empty Project Name',
			'Can’t find project information. Please select a project.',
		),
	missingParameter: (/** @type {string} */ name, status = 400) =>
		newStyle(
			'KE-010043201',
			`Request parameter "${name}" is empty or value is empty. Please check the request parameters.`,
			status,
		),
	unknownAction: () =>
		newStyle(
			'KE-010043207',
			`The entered parameter "action" is invalid, only supports "RESUME, DISCARD, PAUSE, RESTART" at the moment. ${RETRY_HINT}`,
		),
	negativeInteger: () =>
		newStyle(
			'KE-010043208',
			`The entered parameter value is invalid. The parameter value must be a non-negative integer. ${RETRY_HINT}`,
		),
	invalidParameter: (/** @type {string} */ text, status = 500) =>
		oldStyle('KE-010000003', 'Invalid Parameter', text, status),
	accessDenied: () => oldStyle('KE-010024001', 'No access', "The user doesn't have access.", 400),
	unknownPermission: (/** @type {string} */ name) =>
		oldStyle('KE-010024002', 'Permission Denied', `Operation failed, unknown permission:${name}`),
	notLoggedIn: () => newStyle('KE-010003207', "Can't authenticate. Please login again.", 401),
	badCredentials: () =>
		newStyle('KE-010003208', `Invalid username or password. ${RETRY_HINT}`, 401),
	noAuthentication: () => newStyle('KE-010003209', "Can't find authentication information.", 401),
	userLocked: (/** @type {string} */ text) => oldStyle('KE-010003005', 'User Locked', text, 400),
	userDisabled: () =>
		oldStyle('KE-010003008', 'Login Failed', 'This user is disabled. Please contact admin.', 401),
	unexpected,
	unparsable,
};

/** Long and many-lined on purpose: a client that shows it is caught (contract 5). */
const STACK_FRAMES = [
	'org.apache.kylin.rest.service.JobInfoService.checkJobStatus(JobInfoService.java:214)',
	'org.apache.kylin.rest.controller.JobController.getJobList(JobController.java:118)',
	'sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)',
	'sun.reflect.NativeMethodAccessorImpl.invoke(NativeMethodAccessorImpl.java:62)',
	'sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)',
	'java.lang.reflect.Method.invoke(Method.java:498)',
	'org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:205)',
	'org.springframework.web.method.support.InvocableHandlerMethod.invokeForRequest(InvocableHandlerMethod.java:150)',
	'org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1072)',
	'org.springframework.web.servlet.DispatcherServlet.doService(DispatcherServlet.java:965)',
	'org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1006)',
	'javax.servlet.http.HttpServlet.service(HttpServlet.java:779)',
	'org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:227)',
	'org.springframework.security.web.FilterChainProxy$VirtualFilterChain.doFilter(FilterChainProxy.java:327)',
	'org.springframework.security.web.access.intercept.FilterSecurityInterceptor.invoke(FilterSecurityInterceptor.java:115)',
	'org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1707)',
	'org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1191)',
	'java.lang.Thread.run(Thread.java:748)',
];

/** @param {string} head */
function stackTrace(head) {
	const frames = [...STACK_FRAMES, ...STACK_FRAMES, ...STACK_FRAMES];
	return `${head}\n${frames.map((frame) => `\tat ${frame}`).join('\n')}\n`;
}

/** @param {KylinError} error @param {string} url */
function errorEnvelope(error, url) {
	return {
		code: '999',
		data: null,
		msg: error.message,
		stacktrace: stackTrace(error.head),
		exception: error.exception,
		url,
		suggestion: error.suggestion,
		error_code: error.errorCode,
	};
}

/**
 * The entry point that refuses a login prints with Jackson's default pretty printer (1.3).
 * @param {Record<string, unknown>} body
 */
function prettyPrinted(body) {
	const members = Object.entries(body).map(
		([key, value]) => `  "${key}" : ${JSON.stringify(value)}`,
	);
	return `{\n${members.join(',\n')}\n}`;
}

module.exports = { KylinError, errors, errorEnvelope, newStyle, oldStyle, prettyPrinted };
