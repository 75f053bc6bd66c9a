// Made by `npm run contract` from the table of routes; never written by hand.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我是谁 · Who am I */
        get: operations["getSession"];
        put?: never;
        /** 登录 · Sign in */
        post: operations["postSession"];
        /** 退出登录 · Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的登录会话 · My sessions */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束一个会话 · End one of my sessions */
        delete: operations["deleteSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 案件列表 · List cases */
        get: operations["getCases"];
        put?: never;
        /** 登记案件 · File a case */
        post: operations["postCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 案件详情;at 为某日时的状态 · One case; with `at` as it stood at the end of that day */
        get: operations["getCasesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 案件记录 · The record of a case */
        get: operations["getCasesIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我现在可以办理的操作 · The commands that I may give now, and why not the others */
        get: operations["getCasesIdActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/clocks/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 期限说明 · How a date was reached, day by day */
        get: operations["getCasesIdClocksNo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 无人办理时将自动发生的十件事 · The next ten automatic acts if nobody acts */
        get: operations["getCasesIdForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 办理 · Give a command */
        post: operations["postCasesIdCommands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/repeat-matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 重复信访比对 · Matters that this case may repeat */
        get: operations["getCasesIdRepeat-matters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/file-index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 案卷目录(移交用) · The index of the file and through whose hands it went, for who receives it */
        get: operations["getCasesIdFile-index"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清零台账 · Clearance figures of each day, with the cases behind each */
        get: operations["getClearance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/conduct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录扰乱信访秩序行为 · Record conduct; by a person only, it touches no claim and no clock */
        post: operations["postCasesIdConduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/conduct/{record}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录劝阻、告知、移送决定 · Record what followed; a referral is decided by a named head */
        post: operations["postCasesIdConductRecordSteps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/conduct/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查看行为记录(留痕) · Read conduct records of one case; the look is recorded */
        post: operations["postCasesIdConductRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一案一策 · The plan of a case, its measures and what is missing */
        get: operations["getCasesIdPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/petition-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 包案清单、转办上限、重复认定期限 · What the place demands of its plans and petitions */
        get: operations["getOrganisationsIdPetition-settings"];
        put?: never;
        /** 决定包案清单等(新版本) · Decide them anew: a new version; approved plans keep theirs */
        post: operations["postOrganisationsIdPetition-settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 信访积案排序标尺 · The levers that order the backlog, with every change and its effect */
        get: operations["getOrganisationsIdTriage"];
        put?: never;
        /** 决定排序标尺(新版本) · Decide them anew: a new version, kept with its effect */
        post: operations["postOrganisationsIdTriage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/triage/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 试排:新标尺对现有积案的影响 · What other levers would change on the live backlog; nothing is kept */
        post: operations["postOrganisationsIdTriagePreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 信访积案(按标尺排序) · The petition backlog in the order to be taken up, each case with its reasons */
        get: operations["getOrganisationsIdBacklog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查看未脱敏的个人信息(留痕) · See personal data in the clear; the look is recorded */
        post: operations["postCasesIdUnmask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待办 · To-dos, those due first */
        get: operations["getTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 收件箱 · What I was told of my cases, the newest first */
        get: operations["getNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办提醒 · What became late and reached me as a supervisor, latest first */
        get: operations["getMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 督办提醒所列案件 · The cases behind a message, the longest overdue first */
        get: operations["getMessagesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 机构 · Organisations */
        get: operations["getOrganisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/route": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 企业所在地与有管辖权的调解组织 · Where an enterprise stands and who is competent for it */
        get: operations["getOrganisationsIdRoute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/region": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确定所属省份(此后登记的案件适用其地方规定) · Say in which province it lies: its rules hold for cases opened from now on */
        post: operations["postOrganisationsIdRegion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 凭查询码查看自己案件的进度 · The progress of my own case, by its code */
        get: operations["getPublicProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交信访积案台账，先试读 · Send a ledger of petitions in for its dry run */
        post: operations["postImportsBacklog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位的台账导入 · Imports of my offices, the newest first */
        get: operations["getImports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 台账导入的进度 · How an import stands */
        get: operations["getImportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认试读结果，正式导入 · Take the ledger over; again changes nothing */
        post: operations["postImportsIdRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 逐行结果 · What becomes of each row */
        get: operations["getImportsIdRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待指定责任单位、包案领导的案件 · Cases of it whose unit or leader a person has to name */
        get: operations["getImportsIdAssignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载退回的行，更正后再提交 · The rejected rows as a workbook, to correct and send again */
        get: operations["getImportsIdRejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清零行动 · Campaigns in sight, the newest first */
        get: operations["getCampaigns"];
        put?: never;
        /** 开始一次清零行动 · Begin a campaign over chosen petition cases */
        post: operations["postCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清零行动提醒(收件箱) · What campaigns tell me: reminders, late weeks, targets */
        get: operations["getCampaignsNews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 清零行动的进展与预测 · How a campaign stands, and when it will be at zero */
        get: operations["getCampaignsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/days/{on}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 某日数字背后的案件 · The cases behind the figures of one day */
        get: operations["getCampaignsIdDaysOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事件推送 · Webhooks, and how their deliveries stand */
        get: operations["getWebhooks"];
        put?: never;
        /** 提出事件推送 · Propose one: news from its approval on */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看事件推送 · One webhook */
        get: operations["getWebhooksId"];
        put?: never;
        post?: never;
        /** 删除事件推送 · Delete it, with what waits and its dead letters; its acts stay known */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提出更换推送地址 · Propose another address; news goes to the present one till it is approved */
        post: operations["postWebhooksIdAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核准或者不同意推送地址 · Approve the address that another person proposed, or decline it */
        post: operations["postWebhooksIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 更换签名密钥 · A new secret; for a while both sign */
        post: operations["postWebhooksIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 暂停或者恢复推送 · Pause it or go on; what happened meanwhile goes out then */
        post: operations["postWebhooksIdState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 办理记录 · Who did what to it, the latest first; known when it is deleted too */
        get: operations["getWebhooksIdActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 未能送达的事件 · Events that were given up */
        get: operations["getWebhooksIdDead-letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 推送记录 · Tries of the last thirty days, the latest first */
        get: operations["getWebhooksIdAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新推送 · Send again: a dead letter, all of them, or a case from an event on */
        post: operations["postWebhooksIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进程是否存活 · Whether the process lives */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 是否可以接受请求 · Whether it can take requests */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运行指标 · Counts for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill/timelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 开始一个演练时间线 · Begin a legal time for drills */
        post: operations["postDrillTimelines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill/timelines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 演练时间 · What time it is in a drill */
        get: operations["getDrillTimelinesId"];
        put?: never;
        /** 推进演练时间 · Move the legal time of a drill ahead, or change its pace */
        post: operations["postDrillTimelinesId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SignedIn: {
            session: components["schemas"]["Session"];
            /** @description For programs: Authorization: Bearer */
            token: string;
        };
        Session: {
            /** Format: uuid */
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                username: string;
                name: string;
                offices: {
                    /** @enum {string} */
                    role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin";
                    roleName: components["schemas"]["Bilingual"];
                    org: components["schemas"]["OrganisationName"];
                }[];
            };
        };
        Bilingual: {
            zh: string;
            en: string;
        };
        /** @description An organisation and what it is called */
        OrganisationName: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description RFC 9457 */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description Stable; what a program goes by */
            code: string;
            detail: components["schemas"]["Bilingual"];
            /** @description The article or rule by which the law refuses */
            article?: string;
            errors?: {
                /** @description JSON pointer into the body, or ?name of the query */
                at: string;
                code: string;
                zh: string;
                en: string;
            }[];
            requestId: string;
        };
        Credentials: {
            username: string;
            password: string;
        };
        Opened: {
            /** Format: uuid */
            id: string;
            caseNo: string;
            /** @description For the worker to follow the case without an account */
            trackingCode: string;
            case: components["schemas"]["Case"];
            /** @description Limitation is shown, never a reason to turn somebody away */
            limitation: components["schemas"]["Clock"][];
            route: components["schemas"]["Route"][];
            /** @description Earlier cases of the same worker against the same employer; information only */
            resembling: {
                caseNo: string;
                /** Format: date */
                openedOn: string;
                /** @enum {string} */
                status: "open" | "closed";
            }[];
            /** @description What became of the first command */
            entry: {
                recorded: boolean;
                problem: components["schemas"]["Problem"] | null;
            } | null;
        };
        Case: {
            /** Format: uuid */
            id: string;
            caseNo: string;
            seq: number;
            /**
             * Format: date
             * @description The day as of which it is shown; null: now
             */
            asOf: string | null;
            /**
             * Format: date
             * @description The day it is for this case, legal time
             */
            today: string;
            /** @enum {string} */
            status: "open" | "closed";
            /** @enum {string|null} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition" | null;
            levels: ("enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition")[];
            /** @enum {string} */
            light: "red" | "yellow" | "green" | "grey";
            /** Format: date */
            openedOn: string;
            /** Format: date */
            closedOn: string | null;
            closedBecause: string | null;
            registeredBy: components["schemas"]["OrganisationName"];
            /** Format: uuid */
            handler: string | null;
            stepwise: boolean;
            flags: string[];
            rulebook: string;
            calendar: string;
            region: string;
            facts: {
                /** @enum {string} */
                industry: "construction" | "catering" | "manufacturing" | "logistics" | "platform" | "services" | "other";
                workers: number;
                commonClaim: boolean;
                migrantWages: boolean;
                wageIou: boolean;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                knownOn: string | null;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                employmentEndedOn: string | null;
                place: components["schemas"]["Place"];
                priorArbitration: {
                    /** @enum {string} */
                    result: "not-accepted" | "no-decision" | "award";
                    /** Format: date */
                    servedOn: string;
                } | null;
            };
            parties: components["schemas"]["Party"][];
            claims: components["schemas"]["Claim"][];
            proceedings: components["schemas"]["Proceeding"][];
            clocks: components["schemas"]["Clock"][];
            offers: components["schemas"]["Offer"][];
            unserved: components["schemas"]["Unserved"][];
            /** @description Empty for parties */
            supervision: components["schemas"]["Standing"][];
            /** @description When a clock next wants attention */
            next: {
                /** Format: date-time */
                at: string;
                clock: number;
                /** @enum {string} */
                what: "warn" | "lapse" | "escalate";
            } | null;
        };
        /** @description Organisations in whose catchment the enterprise lies */
        Place: {
            /** Format: uuid */
            enterprise: string | null;
            /** Format: uuid */
            community: string | null;
            /** Format: uuid */
            park: string | null;
            /** Format: uuid */
            town: string | null;
            /** Format: uuid */
            district: string;
        };
        Party: {
            id: string;
            /** @enum {string} */
            side: "worker" | "employer";
            /** Format: date */
            joinedOn: string;
            /** Format: date */
            leftOn: string | null;
            /** @description Whether this is the person who asks */
            mine: boolean;
            name: string | null;
            /** @description Masked */
            idNumber: string | null;
            /** @description Masked */
            phone: string | null;
            /** @description Masked, but for an employer */
            address: string | null;
            creditCode: string | null;
            /** Format: uuid */
            org: string | null;
        };
        Claim: {
            id: number;
            party: string;
            /** @enum {string} */
            type: "remuneration" | "overtime-pay" | "compensation" | "unlawful-dismissal" | "work-injury" | "social-insurance" | "double-wage" | "existence-of-relationship" | "leave" | "other";
            amountFen: number | null;
            /** @enum {string} */
            status: "open" | "decided" | "closed";
            outcome: {
                /** @enum {string} */
                result: "agreed" | "upheld" | "partly-upheld" | "dismissed" | "withdrawn" | "paid-out";
                amountFen: number | null;
                proceeding: number | null;
                /** Format: date */
                on: string;
            } | null;
        };
        Proceeding: {
            no: number;
            /** @enum {string} */
            procedure: "negotiation" | "mediation" | "performance" | "arbitration-review" | "judicial-confirmation" | "payment-order" | "arbitration" | "award" | "court" | "set-aside" | "enforcement" | "petition";
            name: components["schemas"]["Bilingual"];
            /** @enum {string} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
            body: components["schemas"]["OrganisationName"] | null;
            applicant: string | null;
            state: string;
            stateName: components["schemas"]["Bilingual"];
            /** @description Who must act next */
            waitsFor: string | null;
            ending: string | null;
            /** Format: date */
            openedOn: string;
            /** Format: date */
            closedOn: string | null;
            consents: {
                party: string;
                /** @enum {string} */
                answer: "consented" | "refused";
            }[];
            /** @description Facts with legal consequences */
            notes: {
                [key: string]: unknown;
            };
            lumpFen: number | null;
        };
        Clock: {
            no: number;
            rule: string;
            name: components["schemas"]["Bilingual"];
            article: string;
            /** @enum {string} */
            kind: "duty" | "right" | "stage" | "target" | "fact";
            proceeding: number | null;
            party: string | null;
            instalment: number | null;
            /** @description The award about which a right is that outlives it */
            award: number | null;
            /** Format: date */
            start: string;
            /**
             * Format: date
             * @description End of the count, before rest days are stepped over
             */
            nominal: string;
            /**
             * Format: date
             * @description Last day in time, until its 24:00
             */
            legal: string;
            /** @description A holiday notice still to come may move it */
            provisional: boolean;
            /** @enum {string} */
            state: "running" | "suspended" | "overdue" | "met" | "lapsed" | "ended" | "superseded";
            /** @enum {string|null} */
            light: "red" | "yellow" | "green" | "grey" | null;
            warnings: string[];
            extensions: number;
            pauses: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string | null;
                ground: string;
            }[];
            /** Format: date */
            endedOn: string | null;
            /** @description What follows when it runs out */
            lapse: {
                zh: string;
                en: string;
            };
        };
        /** @description A lawful next step that waits for a person */
        Offer: {
            command: string;
            /** @enum {string} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
            body: components["schemas"]["OrganisationName"] | null;
            /** Format: date */
            since: string;
        };
        /** @description A document that was made and has not reached its addressee */
        Unserved: {
            document: string;
            proceeding: number;
            to: string;
            /**
             * Format: date
             * @description The day from which on it could have been served
             */
            since: string;
            /** @description The period that begins with its service */
            waits: string | null;
            waitsName: components["schemas"]["Bilingual"] | null;
            /** @description What does not happen while it is not served */
            consequence: {
                zh: string;
                en: string;
            };
            article: string;
            attempts: {
                /** @enum {string} */
                method: "direct" | "left" | "posted" | "mail" | "electronic" | "delegated" | "publication";
                /** Format: date */
                on: string;
                reason: string;
            }[];
            /**
             * Format: date
             * @description Posted or published: the day on which it counts as served
             */
            deemedOn: string | null;
        };
        /** @description Where something stands on the ladder of its supervisors */
        Standing: {
            /** @description Null: what the case owes beside its proceedings */
            proceeding: number | null;
            /** @description The unit in charge, whose superiors stand on the ladder */
            unit: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @description 0: with the unit */
            rung: number;
            /**
             * @description Who supervises it there
             * @enum {string|null}
             */
            role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin" | null;
            /** @description Somebody raised it to that rung */
            byHand: boolean;
            ladder: ("registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin")[];
            /** @description The step up that time takes by itself while a duty stays undone */
            next: {
                rung: number;
                /** @enum {string} */
                role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin";
                /** Format: date */
                on: string;
            } | null;
        };
        /** @description The competent mediation body of a level, or why there is none */
        Route: {
            /** @enum {string} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
            body: components["schemas"]["OrganisationName"] | null;
            because: components["schemas"]["Bilingual"];
        };
        Intake: {
            parties: components["schemas"]["NewParty"][];
            claims: components["schemas"]["NewClaim"][];
            facts: {
                /** @enum {string} */
                industry: "construction" | "catering" | "manufacturing" | "logistics" | "platform" | "services" | "other";
                workers: number;
                commonClaim: boolean;
                migrantWages: boolean;
                wageIou: boolean;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                knownOn: string | null;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                employmentEndedOn: string | null;
                /** @description Left out: taken from the registered enterprise that the first employer names with `org` */
                place?: {
                    /** Format: uuid */
                    enterprise: string | null;
                    /** Format: uuid */
                    community: string | null;
                    /** Format: uuid */
                    park: string | null;
                    /** Format: uuid */
                    town: string | null;
                    /** Format: uuid */
                    district: string;
                };
                priorArbitration?: {
                    /** @enum {string} */
                    result: "not-accepted" | "no-decision" | "award";
                    /**
                     * Format: date
                     * @example 2026-03-02
                     */
                    servedOn: string;
                } | null;
            };
            /** @description Standing consent to be led from one mediation body to the next */
            stepwise: boolean;
            /**
             * Format: uuid
             * @description The office that registers it; needed where one holds several
             */
            registeredBy?: string;
            /**
             * Format: date
             * @description The day of registration, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /**
             * @description The party whose oral application an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description What happened, in the person’s own words */
            statement?: string;
            /** @description The first step, given right after */
            entry?: components["schemas"]["Command_addClaim"] | components["schemas"]["Command_withdrawClaim"] | components["schemas"]["Command_joinParty"] | components["schemas"]["Command_correctFacts"] | components["schemas"]["Command_correctStart"] | components["schemas"]["Command_setStepwise"] | components["schemas"]["Command_assign"] | components["schemas"]["Command_recuse"] | components["schemas"]["Command_raise"] | components["schemas"]["Command_note"] | components["schemas"]["Command_pauseLimitation"] | components["schemas"]["Command_interruptLimitation"] | components["schemas"]["Command_applyForMediation"] | components["schemas"]["Command_applyForArbitration"] | components["schemas"]["Command_fileSuit"] | components["schemas"]["Command_registerPetition"] | components["schemas"]["Command_sortPetition"] | components["schemas"]["Command_forwardPetition"] | components["schemas"]["Command_linkCase"] | components["schemas"]["Command_draftPlan"] | components["schemas"]["Command_addMeasure"] | components["schemas"]["Command_changeMeasure"] | components["schemas"]["Command_dropMeasure"] | components["schemas"]["Command_completeMeasure"] | components["schemas"]["Command_serveDecision"] | components["schemas"]["Command_recordVisit"] | components["schemas"]["Command_logVisit"] | components["schemas"]["Command_agreePeriod"] | components["schemas"]["Command_acceptCase"] | components["schemas"]["Command_settle"] | components["schemas"]["Command_confirmPayment"] | components["schemas"]["Command_serveApplication"] | components["schemas"]["Command_serveDefence"] | components["schemas"]["Command_decideCounterclaim"] | components["schemas"]["Command_changeClaims"] | components["schemas"]["Command_scheduleHearing"] | components["schemas"]["Command_extend"] | components["schemas"]["Command_award"] | components["schemas"]["Command_publishNotice"] | components["schemas"]["Command_postNotice"] | components["schemas"]["Command_attemptService"] | components["schemas"]["Command_routeOut"] | components["schemas"]["Command_giveReviewOpinion"] | components["schemas"]["Command_clear"];
            /** @description In drills: the legal time it lives in */
            timeline?: number;
        };
        NewParty: {
            name: string;
            idNumber?: string;
            phone?: string;
            address?: string;
            /** @description 统一社会信用代码 of an employer */
            creditCode?: string;
            /**
             * Format: uuid
             * @description The registered enterprise, if it is one
             */
            org?: string;
            /**
             * Format: uuid
             * @description The account with which the party follows its case
             */
            person?: string;
            /**
             * @example W1
             * @example E1
             */
            id: string;
            /** @description The person who files is this party */
            self?: boolean;
        };
        NewClaim: {
            /** @enum {string} */
            type: "remuneration" | "overtime-pay" | "compensation" | "unlawful-dismissal" | "work-injury" | "social-insurance" | "double-wage" | "existence-of-relationship" | "leave" | "other";
            /**
             * @example W1
             * @example E1
             */
            party: string;
            amountFen: number | null;
        };
        Command_addClaim: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "addClaim";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            claim: components["schemas"]["NewClaim"];
        };
        Command_withdrawClaim: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "withdrawClaim";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            claim: number;
        };
        Command_joinParty: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "joinParty";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @example W1
             * @example E1
             */
            party: string;
            details: components["schemas"]["PartyDetails"];
        };
        PartyDetails: {
            name: string;
            idNumber?: string;
            phone?: string;
            address?: string;
            /** @description 统一社会信用代码 of an employer */
            creditCode?: string;
            /**
             * Format: uuid
             * @description The registered enterprise, if it is one
             */
            org?: string;
            /**
             * Format: uuid
             * @description The account with which the party follows its case
             */
            person?: string;
        };
        Command_correctFacts: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "correctFacts";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            facts: {
                /** @enum {string} */
                industry?: "construction" | "catering" | "manufacturing" | "logistics" | "platform" | "services" | "other";
                workers?: number;
                commonClaim?: boolean;
                migrantWages?: boolean;
                wageIou?: boolean;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                knownOn?: string | null;
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                employmentEndedOn?: string | null;
                place?: components["schemas"]["Place"];
            };
        };
        Command_correctStart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "correctStart";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            clock: number;
            /**
             * Format: date
             * @example 2026-03-02
             */
            start: string;
        };
        Command_setStepwise: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "setStepwise";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            consent: boolean;
        };
        Command_assign: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "assign";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            handler: string;
        };
        Command_recuse: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "recuse";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            person: string;
        };
        Command_raise: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "raise" | "lower";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @description The duty over which; needed where it belongs to no proceeding and others run */
            clock?: number;
        };
        Command_note: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "note" | "resumeLimitation" | "close" | "reopen" | "requestNegotiation" | "acceptSimply" | "contestJurisdiction" | "takeOn" | "takeBack" | "refuseReturn" | "referToSuperior" | "beginHearing" | "endHearing" | "openCare" | "endCare" | "submitPlan" | "approvePlan" | "returnPlan" | "signOff" | "reportRelapse" | "consent" | "refuse" | "declineCase" | "fail" | "withdraw" | "leave" | "reportBreach" | "requireCorrection" | "submitCorrection" | "adviseMediation" | "endDeferral" | "formTribunal" | "submitDefence" | "objectJurisdiction" | "counterclaim" | "requestPostponement" | "holdHearing" | "delegateMediation" | "endDelegation" | "convertToOrdinary" | "resume" | "applicantAbsent" | "respondentAbsent" | "revokeCase" | "terminate" | "grant" | "reject" | "object" | "registerSuit" | "appeal" | "endEnforcement" | "giveOpinion" | "requestReview" | "requestRecheck";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
        };
        Command_pauseLimitation: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pauseLimitation" | "suspend";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            ground: string;
        };
        Command_interruptLimitation: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "interruptLimitation";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @enum {string} */
            cause: "claim-against-other-side" | "relief-sought" | "agreed-to-perform" | "complaint-to-authority";
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * Format: date
             * @example 2026-03-02
             */
            happenedOn: string;
        };
        Command_applyForMediation: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "applyForMediation" | "decideJurisdiction" | "transferCase";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            body: string;
        };
        Command_applyForArbitration: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "applyForArbitration" | "applyForArbitrationReview" | "applyForConfirmation" | "applyForPaymentOrder" | "applyForSetAside" | "applyForEnforcement";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            body?: string;
        };
        Command_fileSuit: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "fileSuit";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            body?: string;
            workers?: string[];
        };
        Command_registerPetition: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "registerPetition";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            body?: string;
            matter: string;
            /** @enum {string} */
            received?: "by-office" | "directly" | "forwarded" | "assigned";
            simple?: boolean;
            newFacts?: boolean;
        };
        Command_sortPetition: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sortPetition";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            facts: {
                /** @enum {string} */
                kind: "suggestion" | "accusation" | "claim";
                judicial: boolean;
                arbitrable: boolean;
                partyReview: boolean;
                /** @enum {string} */
                administrative: "reconsideration" | "litigation" | "other" | "none";
                /** @enum {string} */
                enforcement: "labour" | "other" | "none";
            };
        };
        Command_forwardPetition: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "forwardPetition";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            body: string;
            /** @enum {string} */
            how: "forwarded" | "assigned";
        };
        Command_linkCase: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "linkCase";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** Format: uuid */
            other: string;
            /** @enum {string} */
            standing: "being-handled" | "levels-ended" | "over";
        };
        Command_draftPlan: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "draftPlan";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            plan: {
                /** @enum {string} */
                finding?: "carry-out" | "explain";
                hardship?: boolean;
                /** Format: uuid */
                leader?: string;
                /** Format: uuid */
                unit?: string;
                /** Format: uuid */
                officer?: string;
                taskForce?: string[];
                /** @description Empty: no money is needed */
                funds?: {
                    amountFen: number;
                    /** @enum {string} */
                    source: "employer" | "wage-deposit" | "emergency-fund" | "judicial-relief" | "social-assistance" | "finance" | "other";
                }[];
                /** @enum {string} */
                risk?: "low" | "medium" | "high";
                guarantees?: {
                    what: string;
                    /** Format: uuid */
                    by: string;
                }[];
            };
        };
        Command_addMeasure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "addMeasure";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @enum {string} */
            kind: "execute" | "explain" | "assist" | "guide" | "mediate" | "hearing" | "other";
            /** Format: uuid */
            owner: string;
            /** Format: uuid */
            unit: string;
            /**
             * Format: date
             * @example 2026-03-02
             */
            dueOn: string;
        };
        Command_changeMeasure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "changeMeasure";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            measure: number;
            /** Format: uuid */
            owner?: string;
            /**
             * Format: date
             * @example 2026-03-02
             */
            dueOn?: string;
        };
        Command_dropMeasure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "dropMeasure";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            measure: number;
        };
        Command_completeMeasure: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "completeMeasure";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            measure: number;
        };
        Command_serveDecision: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "serveDecision";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @enum {string} */
            document: "opinion" | "review-opinion" | "recheck-opinion" | "route-notice" | "settlement";
            /**
             * @description post: the older word for mail
             * @enum {string}
             */
            method: "direct" | "left" | "posted" | "mail" | "electronic" | "delegated" | "publication" | "post";
            /** @description The addressee agreed to electronic service */
            consented?: boolean;
            /** @description The petitioner was told how to have it reviewed within 30 days */
            remedyTold?: boolean;
        };
        Command_recordVisit: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "recordVisit";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            visit: number;
            holds: boolean;
        };
        Command_logVisit: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "logVisit";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @description 接访 · 下访
             * @enum {string}
             */
            how: "received" | "visited";
            /**
             * Format: uuid
             * @description Who received or visited
             */
            person: string;
        };
        Command_agreePeriod: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "agreePeriod" | "agreeLonger";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * Format: date
             * @example 2026-03-02
             */
            until: string;
        };
        Command_acceptCase: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "acceptCase";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @description Of an arbitration: it is handled simply (简易处理) */
            simple?: boolean;
        };
        Command_settle: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "settle" | "judge" | "judgeAppeal";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            terms: components["schemas"]["Terms"];
        };
        Terms: {
            claims: {
                claim: number;
                /** @enum {string} */
                result: "agreed" | "upheld" | "partly-upheld" | "dismissed" | "withdrawn" | "paid-out";
                amountFen: number | null;
            }[];
            lumpFen?: number;
            instalments?: {
                /**
                 * Format: date
                 * @example 2026-03-02
                 */
                dueOn: string;
                amountFen: number | null;
            }[];
            paid?: boolean;
        };
        Command_confirmPayment: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "confirmPayment";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            instalment?: number;
        };
        Command_serveApplication: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "serveApplication" | "serveAward" | "serveJudgment";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @example W1
             * @example E1
             */
            party: string;
            /**
             * @description posted and publication: deemed served when their period is over
             * @enum {string}
             */
            method?: "direct" | "left" | "posted" | "mail" | "electronic" | "delegated" | "publication";
            /** @description The addressee agreed to electronic service */
            consented?: boolean;
            /**
             * @description Of a document posted on the door: why it may be (办案规则 第二十条)
             * @enum {string}
             */
            posting?: "refused" | "closed-down";
        };
        Command_serveDefence: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "serveDefence" | "giveHearingNotice" | "serveOrder";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @description posted and publication: deemed served when their period is over
             * @enum {string}
             */
            method?: "direct" | "left" | "posted" | "mail" | "electronic" | "delegated" | "publication";
            /** @description The addressee agreed to electronic service */
            consented?: boolean;
        };
        Command_decideCounterclaim: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "decideCounterclaim";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            joined: boolean;
            claim?: components["schemas"]["NewClaim"];
        };
        Command_changeClaims: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "changeClaims";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            claim: number;
            amountFen: number | null;
        };
        Command_scheduleHearing: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "scheduleHearing";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * Format: date
             * @example 2026-03-02
             */
            hearingOn: string;
        };
        Command_extend: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "extend";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            clock: number;
            n: number;
        };
        Command_award: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "award";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            final: boolean;
            terms: components["schemas"]["Terms"];
        };
        Command_publishNotice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "publishNotice";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @example W1
             * @example E1
             */
            party: string;
        };
        Command_postNotice: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "postNotice";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @example W1
             * @example E1
             */
            party: string;
            /**
             * @description Of a document posted on the door: why it may be (办案规则 第二十条)
             * @enum {string}
             */
            posting?: "refused" | "closed-down";
        };
        Command_attemptService: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "attemptService";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /**
             * @example W1
             * @example E1
             */
            party: string;
            /** @enum {string} */
            method: "direct" | "left" | "posted" | "mail" | "electronic" | "delegated" | "publication";
        };
        Command_routeOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "routeOut";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            route: string;
        };
        Command_giveReviewOpinion: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "giveReviewOpinion" | "giveRecheckOpinion";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @enum {string} */
            result: "upheld" | "changed";
        };
        Command_clear: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "clear";
            /**
             * Format: date
             * @description The day it happened, Beijing; today when left out
             * @example 2026-03-02
             */
            on?: string;
            /** @description The proceeding meant, where several would fit; of a suit, the award or the arbitration that is late */
            proceeding?: number;
            /**
             * @description The party whose oral act an officer writes down
             * @example W1
             * @example E1
             */
            for?: string;
            /** @description Reason code */
            reason?: string;
            /** @description The reason in words, kept with the personal data */
            reasonText?: string;
            /** @description A note in words, kept with the personal data */
            note?: string;
            /** @description Of a plan: how the matter came about */
            cause?: string;
            /** @description Of a plan: what the petitioner demands */
            demand?: string;
            /** @description Of a plan: what was found out */
            factsFound?: string;
            /** @description Of a plan: the policy or its analysis */
            policyBasis?: string;
            /** @description Of a plan: what is disputed */
            disputedPoints?: string;
            /** @description Of a plan: the rules that support the claim (finding A) */
            rules?: string;
            /** @description Of a plan: why no rule supports the claim (finding B) */
            reasons?: string;
            /** @description Of a plan with high risk */
            emergencyNote?: string;
            /** @description Of a plan: the batch in which it was assigned */
            batch?: string;
            /** @description Of a review or recheck: the authority, where it is none of this system */
            authority?: string;
            /** @description What a measure of the plan is */
            measureText?: string;
            /** @description Of a service: the signed return or the number of the letter; demanded where a period is suspended or limitation interrupted: the document that shows it */
            proof?: string;
            /** @description Of a logged visit: where it was */
            visitPlace?: string;
            /** @description Of a logged visit: what came of it */
            visitOutcome?: string;
            /** @description The proof of a measure */
            evidence?: string;
            /** @enum {string} */
            result: "performed" | "settled" | "explained" | "levels-ended" | "routed" | "withdrawn";
            terms?: components["schemas"]["Terms"];
        };
        /** @description `next` is the cursor of the next page */
        CasePage: {
            cases: components["schemas"]["CaseRow"][];
            next: string | null;
        };
        CaseRow: {
            /** Format: uuid */
            id: string;
            caseNo: string;
            /** @enum {string} */
            status: "open" | "closed";
            /** @enum {string|null} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition" | null;
            levels: string[];
            /** @enum {string|null} */
            procedure: "negotiation" | "mediation" | "performance" | "arbitration-review" | "judicial-confirmation" | "payment-order" | "arbitration" | "award" | "court" | "set-aside" | "enforcement" | "petition" | null;
            state: string | null;
            stateName: components["schemas"]["Bilingual"] | null;
            body: components["schemas"]["OrganisationName"] | null;
            /** Format: uuid */
            handler: string | null;
            /** @enum {string} */
            light: "red" | "yellow" | "green" | "grey";
            provisional: boolean;
            /** Format: date */
            openedOn: string;
            /** Format: date */
            closedOn: string | null;
            /** Format: date */
            dueOn: string | null;
            /** @enum {string} */
            industry: "construction" | "catering" | "manufacturing" | "logistics" | "platform" | "services" | "other";
            workers: number;
            amountFen: number;
            claimTypes: string[];
            flags: string[];
            /** Format: date-time */
            updatedAt: string;
            /** @description Workers masked */
            parties: {
                id: string;
                name: string;
            }[];
        };
        EventPage: {
            events: components["schemas"]["KeptEvent"][];
            next: number | null;
        };
        KeptEvent: {
            seq: number;
            type: string;
            /**
             * Format: date-time
             * @description Legal instant at which it took effect
             */
            at: string;
            /**
             * Format: date
             * @description The day on which it happened
             */
            on: string;
            by: {
                /** @enum {string} */
                kind: "party" | "staff" | "time";
                /** Format: uuid */
                person: string | null;
                party: string | null;
                /** @enum {string|null} */
                role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin" | null;
                org: components["schemas"]["OrganisationName"] | null;
                clock: number | null;
            };
            onBehalfOf: string | null;
            proceeding: number | null;
            /** @description Code; where the person gave none, what the act itself says */
            reason: string | null;
            /** @description Of a code of the common list */
            reasonName: {
                zh: string;
                en: string;
            } | null;
            article: string;
            /** @description Null: not for your eyes */
            texts: {
                [key: string]: string | null;
            };
            /** @description What it changed; empty for parties */
            effects: {
                [key: string]: unknown;
            }[];
            /**
             * Format: date-time
             * @description Database time of its commit
             */
            recordedAt: string;
            /** @description Legal milliseconds from its instant to its record; more than a moment after an outage, or when told late */
            lateMs: number;
        };
        /** @description A command that this person may give now, or why not */
        Action: {
            command: string;
            name: components["schemas"]["Bilingual"];
            proceeding: number | null;
            /** @description The party for whom an officer would write it down */
            for: string | null;
            allowed: boolean;
            because: components["schemas"]["Bilingual"] | null;
            code: string | null;
            article: string | null;
            /** @description Reason codes that fit, the usual one first; any other is taken too */
            reasons: {
                code: string;
                name: components["schemas"]["Bilingual"];
            }[];
            capacity: {
                /** @enum {string} */
                kind: "party" | "staff";
                party: string | null;
                /** @enum {string|null} */
                role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin" | null;
            };
        };
        ClockExplained: {
            clock: components["schemas"]["Clock"];
            /** @description From which anyone can recompute the date */
            derivation: {
                [key: string]: unknown;
            };
            words: {
                zh: string[];
                en: string[];
            };
            /** @description A second reckoning, which shares no code with the first, agrees */
            verified: boolean;
            contradictions: string[];
            /** @description How well the source was read */
            verifiedText: string;
            suspended: boolean;
        };
        /** @description The next automatic acts if nobody acts */
        Forecast: {
            acts: {
                /** Format: date-time */
                at: string;
                /** Format: date */
                on: string;
                /**
                 * Format: date-time
                 * @description When that is by the clock on the wall; differs in drills only
                 */
                realAt: string;
                what: string;
                clock: number;
                rule: string;
                name: components["schemas"]["Bilingual"];
                proceeding: number | null;
                moves: {
                    proceeding: number;
                    to: string;
                }[];
                offers: components["schemas"]["Offer"][];
                article: string;
            }[];
        };
        /** @description The case after the command, and the events of the decision */
        Recorded: {
            case: components["schemas"]["Case"];
            events: components["schemas"]["Event"][];
        };
        Event: {
            seq: number;
            type: string;
            /**
             * Format: date-time
             * @description Legal instant at which it took effect
             */
            at: string;
            /**
             * Format: date
             * @description The day on which it happened
             */
            on: string;
            by: {
                /** @enum {string} */
                kind: "party" | "staff" | "time";
                /** Format: uuid */
                person: string | null;
                party: string | null;
                /** @enum {string|null} */
                role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin" | null;
                org: components["schemas"]["OrganisationName"] | null;
                clock: number | null;
            };
            onBehalfOf: string | null;
            proceeding: number | null;
            /** @description Code; where the person gave none, what the act itself says */
            reason: string | null;
            /** @description Of a code of the common list */
            reasonName: {
                zh: string;
                en: string;
            } | null;
            article: string;
            /** @description Null: not for your eyes */
            texts: {
                [key: string]: string | null;
            };
            /** @description What it changed; empty for parties */
            effects: {
                [key: string]: unknown;
            }[];
        };
        /** @description What a person asks of a case */
        Command: components["schemas"]["Command_addClaim"] | components["schemas"]["Command_withdrawClaim"] | components["schemas"]["Command_joinParty"] | components["schemas"]["Command_correctFacts"] | components["schemas"]["Command_correctStart"] | components["schemas"]["Command_setStepwise"] | components["schemas"]["Command_assign"] | components["schemas"]["Command_recuse"] | components["schemas"]["Command_raise"] | components["schemas"]["Command_note"] | components["schemas"]["Command_pauseLimitation"] | components["schemas"]["Command_interruptLimitation"] | components["schemas"]["Command_applyForMediation"] | components["schemas"]["Command_applyForArbitration"] | components["schemas"]["Command_fileSuit"] | components["schemas"]["Command_registerPetition"] | components["schemas"]["Command_sortPetition"] | components["schemas"]["Command_forwardPetition"] | components["schemas"]["Command_linkCase"] | components["schemas"]["Command_draftPlan"] | components["schemas"]["Command_addMeasure"] | components["schemas"]["Command_changeMeasure"] | components["schemas"]["Command_dropMeasure"] | components["schemas"]["Command_completeMeasure"] | components["schemas"]["Command_serveDecision"] | components["schemas"]["Command_recordVisit"] | components["schemas"]["Command_logVisit"] | components["schemas"]["Command_agreePeriod"] | components["schemas"]["Command_acceptCase"] | components["schemas"]["Command_settle"] | components["schemas"]["Command_confirmPayment"] | components["schemas"]["Command_serveApplication"] | components["schemas"]["Command_serveDefence"] | components["schemas"]["Command_decideCounterclaim"] | components["schemas"]["Command_changeClaims"] | components["schemas"]["Command_scheduleHearing"] | components["schemas"]["Command_extend"] | components["schemas"]["Command_award"] | components["schemas"]["Command_publishNotice"] | components["schemas"]["Command_postNotice"] | components["schemas"]["Command_attemptService"] | components["schemas"]["Command_routeOut"] | components["schemas"]["Command_giveReviewOpinion"] | components["schemas"]["Command_clear"];
        /** @description Same person, employer and claim: in hand, ended for good, or answered within the months of the place */
        RepeatMatters: {
            matters: {
                /** Format: uuid */
                id: string;
                caseNo: string;
                /** Format: date */
                openedOn: string;
                /** @enum {string} */
                standing: "being-handled" | "levels-ended" | "over";
                because: components["schemas"]["Bilingual"];
                article: string | null;
                linked: boolean;
            }[];
        };
        FileIndex: {
            caseNo: string;
            /** @description Through whose hands each proceeding went, in order, and who has it */
            holders: {
                proceeding: number;
                held: components["schemas"]["OrganisationName"][];
                now: components["schemas"]["OrganisationName"] | null;
            }[];
            /** @description 案卷目录: everything written that the record refers to, in its order */
            papers: {
                /** @description Place in the file, from 1 */
                no: number;
                /** @description Number of the event in the history (`/events`) that brought it */
                event: number;
                /** Format: date */
                on: string;
                what: components["schemas"]["Bilingual"];
                field: string;
                /** @description Salted SHA-256, as the event carries it */
                reference: string;
            }[];
        };
        /** @description opening − cleared + relapsed + entered = closing, each with its cases; opening = closing of the day before + takenOver */
        Clearance: {
            days: {
                /** Format: date */
                on: string;
                opening: {
                    count: number;
                    cases: string[];
                };
                /** @description Of the opening: old cases that came into the books on this day */
                takenOver: {
                    count: number;
                    cases: string[];
                };
                cleared: {
                    count: number;
                    cases: string[];
                };
                relapsed: {
                    count: number;
                    cases: string[];
                };
                entered: {
                    count: number;
                    cases: string[];
                };
                closing: {
                    count: number;
                    cases: string[];
                };
            }[];
            /** @description Case id → number, of every case named */
            numbers: {
                [key: string]: string;
            };
            visits: {
                /** Format: uuid */
                caseId: string;
                visit: number;
                /** Format: date */
                on: string;
                /** Format: date */
                lastDay: string;
            }[];
        };
        ConductRecord: {
            /**
             * @description An act named in Articles 20 and 26; how often somebody came is none
             * @enum {string}
             */
            item: "blocking-or-storming" | "dangerous-items" | "insult-assault-or-damage" | "staying-or-abandoning-dependants" | "inciting-or-profiting" | "other-disturbance" | "more-than-five-representatives" | "wrong-reception-place";
            /**
             * Format: date
             * @example 2026-03-02
             */
            on: string;
            /**
             * @description Of the act, Beijing
             * @example 14:05
             */
            time: string;
            place: string;
            /** @description What was seen */
            words: string;
            /** @description What proves it, and where it is kept */
            evidence: string;
        };
        ConductStep: {
            /** @enum {string} */
            step: "dissuaded" | "criticised" | "educated" | "informed" | "referral-decided" | "sent" | "police-answered";
            /**
             * Format: date
             * @example 2026-03-02
             */
            on: string;
            words: string;
            /** @description Law and article; of a referral only */
            basis?: string;
            evidence?: string;
        };
        ConductRecords: {
            entries: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                record: string;
                /** @enum {string} */
                step: "recorded" | "dissuaded" | "criticised" | "educated" | "informed" | "referral-decided" | "sent" | "police-answered";
                /** @enum {string|null} */
                item: "blocking-or-storming" | "dangerous-items" | "insult-assault-or-damage" | "staying-or-abandoning-dependants" | "inciting-or-profiting" | "other-disturbance" | "more-than-five-representatives" | "wrong-reception-place" | null;
                /** Format: date */
                on: string;
                /** @description `14:05`, Beijing */
                time: string | null;
                place: string | null;
                evidence: string | null;
                /** @description Of the act that was recorded */
                article: string | null;
                words: string;
                basis: string | null;
                /** Format: uuid */
                person: string;
                role: string;
            }[];
        };
        ConductLook: {
            reason: string;
            /** @description Records whose petition matter has ended too; by a head */
            archive?: boolean;
        };
        /** @description 一案一策 */
        CasePlan: {
            version: number;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved";
            content: {
                [key: string]: unknown;
            };
            /** @description Null: not for your eyes */
            texts: {
                [key: string]: string | null;
            };
            measures: {
                no: number;
                /** @enum {string} */
                kind: "execute" | "explain" | "assist" | "guide" | "mediate" | "hearing" | "other";
                owner: string;
                unit: string;
                /** Format: date */
                dueOn: string;
                /** @enum {string} */
                status: "open" | "done" | "dropped";
                /** Format: date */
                settledOn: string | null;
                text: string | null;
                evidence: string | null;
                /** @description The clock that keeps its day, if one runs */
                clock: number | null;
            }[];
            draftedBy: string | null;
            submittedBy: string | null;
            approved: {
                by: string;
                /** Format: date */
                on: string;
            } | null;
            /** @description The guarantees demanded, and who gives each: as approved, else as the place demands now */
            checklist: {
                version: number;
                guarantees: {
                    id: string;
                    name: components["schemas"]["Bilingual"];
                    by: string | null;
                }[];
            };
            /**
             * Format: date
             * @description The day of its last measure
             */
            dueOn: string | null;
            served: {
                /** @enum {string} */
                document: "opinion" | "review-opinion" | "recheck-opinion" | "route-notice" | "settlement";
                /** Format: date */
                on: string;
                remedyTold: boolean;
            }[];
            /** @description The first of those served */
            decision: {
                /** @enum {string} */
                document: "opinion" | "review-opinion" | "recheck-opinion" | "route-notice" | "settlement";
                /** Format: date */
                on: string;
            } | null;
            checked: {
                by: string;
                /** Format: date */
                on: string;
            } | null;
            cleared: {
                by: string;
                /** Format: date */
                on: string;
                /** @enum {string} */
                result: "performed" | "settled" | "explained" | "levels-ended" | "routed" | "withdrawn";
            } | null;
            visits: {
                visit: number;
                /** Format: date */
                on: string;
            }[];
            /** @description 接访、下访 of the petitioner */
            visitLog: {
                no: number;
                /** @enum {string} */
                how: "received" | "visited";
                /** @description Who received or visited */
                person: string;
                /** Format: date */
                on: string;
                /** @description Null: not for your eyes */
                place: string | null;
                outcome: string | null;
            }[];
            relapses: number;
            /** Format: date */
            relapsedOn: string | null;
            /** @description Before it may be approved */
            missing: components["schemas"]["Bilingual"][];
            missingForClearance: components["schemas"]["Bilingual"][];
            versions: {
                version: number;
                approvedBy: string;
                /** Format: date */
                approvedOn: string;
                checklist: number;
            }[];
        };
        PetitionSettings: {
            /** @description 0: nothing was decided, the defaults hold */
            version: number;
            guarantees: {
                id: string;
                name: {
                    zh: string;
                    en: string;
                };
            }[];
            transferCap: number;
            repeatMonths: number;
            versions: {
                version: number;
                /** Format: uuid */
                person: string;
                /** Format: date-time */
                decidedAt: string;
                guarantees: {
                    id: string;
                    name: {
                        zh: string;
                        en: string;
                    };
                }[];
                transferCap: number;
                repeatMonths: number;
            }[];
        };
        NewPetitionSettings: {
            guarantees: {
                id: string;
                name: {
                    zh: string;
                    en: string;
                };
            }[];
            /** @description Transfers before the common superior decides */
            transferCap: number;
            /** @description Months in which an answered matter counts as a repeat */
            repeatMonths: number;
        };
        TriageSettings: {
            /** @description 0: nothing was decided, the defaults hold */
            version: number;
            levers: components["schemas"]["TriageLevers"];
            /** @description The latest first, each with what it did to the whole backlog of the district when decided */
            versions: {
                version: number;
                levers: components["schemas"]["TriageLevers"];
                reason: string;
                /** Format: uuid */
                person: string;
                /** Format: date-time */
                decidedAt: string;
                effect: components["schemas"]["TriageEffect"];
            }[];
        };
        /** @description 排序标尺: they order work; no clock and no right follows from them */
        TriageLevers: {
            /** @description 年限: all points from `full` years on, in proportion below */
            age: {
                /** @description Points */
                weight: number;
                full: number;
            };
            /** @description 人数: all points from `full` people on */
            group: {
                /** @description Points */
                weight: number;
                full: number;
            };
            /** @description 金额: all points from `full` fen on */
            sum: {
                /** @description Points */
                weight: number;
                full: number;
            };
            /** @description 风险: points by the assessment in the plan; a higher risk never fewer */
            risk: {
                /** @description Points */
                low: number;
                /** @description Points */
                medium: number;
                /** @description Points */
                high: number;
                /** @description Points */
                unassessed: number;
            };
            /** @description 临期: points grow over the last `days` days before the next limit */
            near: {
                /** @description Points */
                weight: number;
                days: number;
            };
            /** @description 优先办理: from so many points on */
            urgentFrom: number;
        };
        TriageEffect: {
            /** Format: date */
            on: string;
            cases: number;
            urgentBefore: number;
            urgentAfter: number;
            /** @description Cases that come to be urgent */
            rise: number;
            /** @description Cases that cease to be urgent */
            fall: number;
            /** @description Cases whose place in the order changes */
            moved: number;
            units: {
                unit: string;
                cases: number;
                urgentBefore: number;
                urgentAfter: number;
                /** @description Cases that come to be urgent */
                rise: number;
                /** @description Cases that cease to be urgent */
                fall: number;
            }[];
        };
        NewTriageLevers: {
            levers: components["schemas"]["TriageLevers"];
            /** @description Why; kept for good, so no personal data */
            reason: string;
        };
        TriagePreview: {
            /** @description The version that holds now */
            against: number;
            /** @description On the cases in sight */
            effect: {
                /** Format: date */
                on: string;
                cases: number;
                urgentBefore: number;
                urgentAfter: number;
                /** @description Cases that come to be urgent */
                rise: number;
                /** @description Cases that cease to be urgent */
                fall: number;
                /** @description Cases whose place in the order changes */
                moved: number;
                units: {
                    unit: string;
                    cases: number;
                    urgentBefore: number;
                    urgentAfter: number;
                    /** @description Cases that come to be urgent */
                    rise: number;
                    /** @description Cases that cease to be urgent */
                    fall: number;
                }[];
            };
            first: {
                /** Format: uuid */
                id: string;
                caseNo: string;
                unit: string;
                /** Format: date */
                openedOn: string;
                /** Format: date */
                dueOn: string | null;
                /** @description In the order of the cases in sight, from 1 */
                place: number;
                points: number;
                urgent: boolean;
                /** @description Why it is here; they add up to `points` */
                parts: components["schemas"]["TriagePart"][];
                placeBefore: number;
                pointsBefore: number;
            }[];
        };
        TriagePart: {
            /** @enum {string} */
            lever: "age" | "group" | "sum" | "risk" | "near";
            points: number;
            most: number;
            because: components["schemas"]["Bilingual"];
        };
        ProposedTriageLevers: {
            levers: components["schemas"]["TriageLevers"];
            /**
             * @description How many of the new order are shown
             * @default 20
             */
            first: number;
        };
        TriageBacklog: {
            /** @description Of the levers; the same on every page */
            version: number;
            /**
             * Format: date
             * @description The day that ages and limits are counted to; the same on every page
             */
            on: string;
            total: number;
            cases: {
                /** Format: uuid */
                id: string;
                caseNo: string;
                unit: string;
                /** Format: date */
                openedOn: string;
                /** Format: date */
                dueOn: string | null;
                /** @description In the order of the cases in sight, from 1 */
                place: number;
                points: number;
                urgent: boolean;
                /** @description Why it is here; they add up to `points` */
                parts: components["schemas"]["TriagePart"][];
            }[];
            next: string | null;
        };
        Unmasked: {
            parties: {
                id: string;
                name: string;
                idNumber: string | null;
                phone: string | null;
                address: string | null;
            }[];
        };
        UnmaskReason: {
            reason: string;
        };
        TaskPage: {
            tasks: components["schemas"]["Task"][];
            next: string | null;
        };
        Task: {
            /** Format: uuid */
            caseId: string;
            caseNo: string;
            /** @enum {string} */
            light: "red" | "yellow" | "green" | "grey";
            key: string;
            /** @enum {string} */
            what: "act" | "owe" | "choose" | "close";
            proceeding: number | null;
            /** @enum {string|null} */
            procedure: "negotiation" | "mediation" | "performance" | "arbitration-review" | "judicial-confirmation" | "payment-order" | "arbitration" | "award" | "court" | "set-aside" | "enforcement" | "petition" | null;
            state: string | null;
            stateName: components["schemas"]["Bilingual"] | null;
            clock: number | null;
            rule: string | null;
            ruleName: components["schemas"]["Bilingual"] | null;
            org: components["schemas"]["OrganisationName"] | null;
            /** @enum {string|null} */
            role: "registrar" | "mediator" | "station-head" | "arbitration-secretary" | "arbitrator" | "commission-director" | "petition-officer" | "authority-head" | "division-head" | "deputy-director" | "duty-officer" | "supervisor" | "auditor" | "admin" | null;
            party: string | null;
            /** Format: uuid */
            person: string | null;
            /** Format: date */
            dueOn: string | null;
            /** @description Rung of the supervisors’ ladder that was told */
            rung: number;
            /** Format: uuid */
            supervisor: string | null;
            /** @description What this proceeding waits to have served */
            unserved: components["schemas"]["Unserved"][];
        };
        NoticePage: {
            notices: {
                /** @description `case:event:ordinal`, the same for good */
                id: string;
                /** Format: uuid */
                caseId: string;
                caseNo: string;
                what: string;
                says: components["schemas"]["Bilingual"];
                /** @description The law behind what happened */
                article: string | null;
                /** @description Code */
                reason: string | null;
                /** @description Of a code of the common list */
                reasonName: {
                    zh: string;
                    en: string;
                } | null;
                /** @description The reason in words, for the party who is told */
                reasonText: string | null;
                /**
                 * Format: date
                 * @description The day it happened
                 */
                on: string;
                /**
                 * Format: date-time
                 * @description When it was told
                 */
                at: string;
                proceeding: number | null;
                /**
                 * @example W1
                 * @example E1
                 */
                party: string | null;
                office: {
                    org: components["schemas"]["OrganisationName"];
                    role: string;
                } | null;
                /** @description The period it is about, with its last day as it stands now */
                clock: {
                    no: number;
                    rule: string;
                    name: components["schemas"]["Bilingual"];
                    /** Format: date */
                    legal: string;
                } | null;
                /** @description Of a notice on the programme of a petition */
                ways: {
                    /** @description Where the petition goes by 第三十一条 */
                    to: {
                        zh: string;
                        en: string;
                    };
                    /** @description Open beside it */
                    also: components["schemas"]["Bilingual"][];
                    /**
                     * Format: date
                     * @description The last day of limitation of arbitration that runs
                     */
                    limitationOn: string | null;
                } | null;
            }[];
            next: string | null;
        };
        MessagePage: {
            messages: components["schemas"]["Message"][];
            /** @description More that is being gathered and comes with the next message */
            held: number;
            next: string | null;
        };
        /** @description What became late, gathered for one supervisor */
        Message: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            words: components["schemas"]["Bilingual"];
            cases: number;
            /** @description Rungs that were reached; a case may have several */
            notices: number;
            /**
             * Format: date
             * @description The first day on which one of the duties was to be done
             */
            oldestOn: string | null;
        };
        MessageCases: {
            message: components["schemas"]["Message"];
            late: {
                /** Format: uuid */
                caseId: string;
                caseNo: string;
                clock: number | null;
                rule: string | null;
                ruleName: components["schemas"]["Bilingual"] | null;
                /** Format: date */
                dueOn: string | null;
            }[];
            next: string | null;
        };
        Organisation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            parent: string | null;
            /** @enum {string} */
            kind: "region" | "district" | "department" | "town" | "community" | "park" | "enterprise" | "commission" | "court" | "petition-office";
            /** @enum {string} */
            level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
            name: string;
            /** @enum {string|null} */
            identity: "enterprise-committee" | "peoples-mediation-committee" | "township-body" | "court-invited-body" | "other" | null;
            active: boolean;
            /** @description ISO 3166-2: the province it names; CN: none, so that of the next above */
            region: string;
        };
        /** @description Where an enterprise stands and who is competent for it */
        PlaceOf: {
            place: components["schemas"]["Place"];
            route: components["schemas"]["Route"][];
        };
        RegionOf: {
            /** Format: uuid */
            id: string;
            region: string;
        };
        GivenRegion: {
            /**
             * @description ISO 3166-2: a province such as CN-ZJ; CN takes it back
             * @example CN-ZJ
             */
            region: string;
        };
        /** @description What a worker may know without signing in; names nobody */
        Progress: {
            caseNo: string;
            /** @enum {string} */
            status: "open" | "closed";
            /** Format: date */
            openedOn: string;
            /** Format: date */
            closedOn: string | null;
            stage: components["schemas"]["Bilingual"];
            body: string | null;
            steps: {
                /** Format: date */
                on: string;
                what: components["schemas"]["Bilingual"];
                /** @enum {string} */
                level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
            }[];
            periods: {
                name: components["schemas"]["Bilingual"];
                /** Format: date */
                legal: string;
                article: string;
                /** @enum {string|null} */
                light: "red" | "yellow" | "green" | "grey" | null;
            }[];
            options: {
                what: components["schemas"]["Bilingual"];
                /** @enum {string} */
                level: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
                body: string | null;
            }[];
        };
        Import: {
            /** Format: uuid */
            id: string;
            /**
             * @description received → judged (the dry run is there) → confirmed → running → done; refused: no ledger; repeated: sameAs
             * @enum {string}
             */
            state: "received" | "judged" | "refused" | "repeated" | "confirmed" | "running" | "done";
            /**
             * Format: uuid
             * @description The import of a file that says the same
             */
            sameAs: string | null;
            /** @description Why the file is no ledger */
            because: {
                zh: string;
                en: string;
            } | null;
            /** @enum {string|null} */
            form: "utf-8" | "gb18030" | "xlsx" | null;
            rows: number;
            byClass: {
                clean: number;
                repairable: number;
                duplicate: number;
                rejected: number;
            };
            /** @description Rows that make a case */
            accepted: number;
            /** @description Rows dealt with; rejected ones are from the beginning */
            done: number;
            /** @description Rows that could not be taken over although they were accepted */
            faults: number;
            /** @description Lines that are no data rows */
            passedOver: number;
            columnsNotRead: string[];
            /** @description There is a workbook of rejected rows to correct */
            rejectedWorkbook: boolean;
            /** @description Sent by the person who asks: only then its rows are shown */
            mine: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            confirmedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
        Imports: {
            imports: components["schemas"]["Import"][];
        };
        ImportRows: {
            rows: components["schemas"]["ImportRow"][];
            next: number | null;
        };
        ImportRow: {
            ordinal: number;
            /** @description 序号 */
            row: number;
            line: number;
            /** @enum {string} */
            class: "clean" | "repairable" | "duplicate" | "rejected";
            tags: string[];
            repairs: {
                field: string;
                column: string;
                read: string;
                made: string;
                because: components["schemas"]["Bilingual"][];
            }[];
            /** @description 序号 of a row, or the number of a case */
            mergedInto: number | string | null;
            reason: string | null;
            because: components["schemas"]["Bilingual"] | null;
            normalized: components["schemas"]["LedgerMatter"];
            /** Format: uuid */
            caseId: string | null;
            done: boolean;
            fault: string | null;
        };
        /** @description The row as it is taken over, by the names of its columns */
        LedgerMatter: {
            [key: string]: string | number | boolean | null;
        } | null;
        /** @description Named by draftPlan of the case */
        ImportAssignments: {
            waiting: {
                /** Format: uuid */
                caseId: string;
                /** @description 序号 */
                row: number;
                /** @description 责任单位 as the ledger has it */
                dept: string | null;
                /**
                 * Format: uuid
                 * @description The one organisation that it can be
                 */
                unit: string | null;
                /** @description 包案领导 as the ledger has it */
                leaderWritten: string | null;
                /**
                 * Format: uuid
                 * @description The one person that it can be
                 */
                leader: string | null;
            }[];
            next: number | null;
        };
        Campaign: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            org: string;
            /** Format: date */
            begunOn: string;
            /** Format: date */
            targetOn: string;
            /** @enum {string} */
            status: "open" | "closed";
            /**
             * Format: date
             * @description The last day whose balance is stored
             */
            keptOn: string | null;
            cases: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                unit: string;
            }[];
            /** @description opening − cleared + relapsed + entered = closing, each day */
            days: {
                /** Format: date */
                on: string;
                opening: number;
                cleared: number;
                relapsed: number;
                entered: number;
                /** @description Of the opening: old cases that came into the books on this day */
                takenOver: number;
                closing: number;
            }[];
            weeks: {
                /** Format: date */
                monday: string;
                /** Format: uuid */
                unit: string;
                open: number;
                target: number;
                cleared: number | null;
            }[];
            told: {
                /** Format: date */
                on: string;
                /** Format: uuid */
                unit: string;
                what: string;
                /** @description Cases of the unit, or of the handler, that stood open */
                open: number;
                role: string;
                /** Format: uuid */
                org: string;
                /** Format: uuid */
                person: string | null;
            }[];
            /** @description P50 and P90 of the day of zero with the back-test beside them, or why there is none */
            forecast: ({
                given: boolean;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description What one more handler would change */
            oneMoreHandler: {
                [key: string]: unknown;
            } | null;
        };
        NewCampaign: {
            name: string;
            /**
             * Format: date
             * @description The day by which nothing of it is to stand open
             * @example 2026-03-02
             */
            targetOn: string;
            cases: {
                /** Format: uuid */
                id: string;
                /**
                 * Format: uuid
                 * @description Who is to clear it; left out: the unit of its plan, else the body of its petition
                 */
                unit?: string;
            }[];
        };
        Campaigns: {
            campaigns: {
                /** Format: uuid */
                id: string;
                name: string;
                /** Format: uuid */
                org: string;
                /** Format: date */
                begunOn: string;
                /** Format: date */
                targetOn: string;
                /** @enum {string} */
                status: "open" | "closed";
                /**
                 * Format: date
                 * @description The last day whose balance is stored
                 */
                keptOn: string | null;
            }[];
        };
        /** @description What campaigns tell me: one entry for each campaign, day and matter */
        CampaignNews: {
            news: {
                /** Format: uuid */
                campaign: string;
                name: string;
                /** Format: date */
                on: string;
                /** @enum {string} */
                what: "week-reminder" | "week-late" | "escalated" | "target-near" | "target-passed";
                title: components["schemas"]["Bilingual"];
                units: {
                    /** Format: uuid */
                    unit: string;
                    name: string;
                    open: number;
                }[];
            }[];
        };
        /** @description The exact cases behind each figure */
        CampaignDay: {
            /** Format: date */
            on: string;
            opening: {
                count: number;
                cases: string[];
            };
            takenOver: {
                count: number;
                cases: string[];
            };
            cleared: {
                count: number;
                cases: string[];
            };
            relapsed: {
                count: number;
                cases: string[];
            };
            entered: {
                count: number;
                cases: string[];
            };
            closing: {
                count: number;
                cases: string[];
            };
        };
        Webhook: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            org: string;
            url: string;
            types: string[];
            /**
             * @description proposed: nothing goes before it is approved
             * @enum {string}
             */
            state: "proposed" | "active" | "paused";
            /** @description The address that waits for approval */
            nextUrl: string | null;
            /**
             * Format: uuid
             * @description Who asked for it; somebody else must approve
             */
            askedBy: string | null;
            /**
             * Format: date-time
             * @description News from then on: its approval
             */
            newsSince: string;
            /**
             * Format: date-time
             * @description Till then the secret before the present one signs too
             */
            formerSecretUntil: string | null;
            /**
             * Format: date-time
             * @description Its receiver asked for rest till then (Retry-After)
             */
            heldUntil: string | null;
            /** @description Cases of which something waits to be delivered */
            waiting: number;
            /**
             * Format: date-time
             * @description Since when the oldest of it waits
             */
            oldest: string | null;
            deadLetters: number;
        };
        /** @description Signatures follow Standard Webhooks: webhook-id, -timestamp, -signature */
        WebhookMade: {
            /** Format: uuid */
            id: string;
            /** @description Shown in this answer, and to the same request for an hour; null: no longer */
            secret: string | null;
        };
        NewWebhook: {
            /**
             * Format: uuid
             * @description It hears of the cases that its officers and those below it see
             */
            org: string;
            /** @description https, to a public address */
            url: string;
            /**
             * @description Types of events: those of commands, lapse, warn, escalate; empty: all
             * @default []
             */
            types: string[];
        };
        WebhookAct: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            webhook: string;
            /** @enum {string} */
            act: "propose" | "move" | "approve" | "decline" | "rotate" | "pause" | "resume" | "replay" | "delete";
            /** @description As it was asked for */
            asked: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            person: string;
            /** Format: date-time */
            at: string;
        };
        WebhookAddress: {
            /** @description https, to a public address */
            url: string;
        };
        WebhookApproval: {
            approved: boolean;
            /** @description The address that waits, as it was seen */
            url: string;
        };
        WebhookRotated: {
            /** @description Shown in this answer, and to the same request for an hour; null: no longer */
            secret: string | null;
        };
        WebhookRotation: {
            /**
             * @description So long the former secret signs too; 0: it is over at once
             * @default 24
             */
            overlapHours: number;
        };
        WebhookState: {
            /** @enum {string} */
            state: "active" | "paused";
        };
        WebhookReplay: {
            /** @enum {string} */
            what: "one";
            /** Format: uuid */
            caseId: string;
            seq: number;
        } | {
            /** @enum {string} */
            what: "all";
        } | {
            /** @enum {string} */
            what: "from";
            /** Format: uuid */
            caseId: string;
            seq: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "failed";
            checks: {
                [key: string]: {
                    ok: boolean;
                    detail: string | null;
                };
            };
        };
        Timeline: {
            id: number;
            /**
             * Format: date-time
             * @description Legal time at the moment of answering
             */
            legalNow: string;
            /** @description Cases whose timers were moved */
            cases?: number;
        };
        BeginTimeline: {
            /**
             * Format: date
             * @example 2026-03-02
             */
            on: string;
            /** @description Beijing; 00:00 when left out */
            time?: string;
            /** @description Real milliseconds that one legal day takes */
            dayMs?: number;
        };
        MoveTimeline: {
            /**
             * Format: date
             * @description Legal time from now on: this day
             * @example 2026-03-02
             */
            on?: string;
            /** @description Beijing; 00:00 when left out */
            time?: string;
            /** @description Real milliseconds that one legal day takes */
            dayMs?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person and the offices held today */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in; the cookie carries the session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-tries` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The live ones, the latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            seenAt: string;
                            agent: string | null;
                            current: boolean;
                        }[];
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCases: {
        parameters: {
            query?: {
                status?: "open" | "closed";
                level?: "enterprise" | "community" | "park" | "town" | "district" | "arbitration" | "court" | "petition";
                state?: string;
                light?: "red" | "yellow" | "green" | "grey";
                /** @description A body of the case, or a place around its enterprise */
                org?: string;
                assignee?: string | "me";
                dueBefore?: string;
                /** @description Whether a running period waits for a holiday notice that is not published yet */
                provisional?: "true" | "false";
                /** @description Number of the case, names of organisations; a whole id number or phone */
                q?: string;
                /** @description `due` lists only cases in which a period runs */
                sort?: "-opened" | "opened" | "due" | "-updated";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those in sight of the person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePage"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCases: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Intake"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opened"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed`, `not-yours` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case-unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case-closed`, `not-in-this-state`, `say-which-proceeding`, `date-in-future`, `date-too-early`, `already-running`, `consent-missing`, `consent-refused`, `not-competent`, `suit-locked`, `no-listed-agreement`, `already-sought`, `wrong-kind-of-money`, `not-enforceable`, `hearing-too-soon`, `hearing-missing`, `hearing-not-notified`, `reason-missing`, `proof-missing`, `no-final-award`, `period-over`, `extension-not-allowed`, `extension-already-used`, `extension-too-long`, `extension-wrong-approver`, `clock-not-running`, `claims-open`, `proceedings-open`, `terms-wrong`, `claim-unknown`, `party-unknown`, `party-already-served`, `not-served`, `no-body`, `facts-wrong`, `not-sorted`, `belongs-elsewhere`, `petition-final`, `transfer-cap`, `not-simple`, `plan-incomplete`, `plan-missing`, `not-cleared`, `already-cleared`, `same-person` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesId: {
        parameters: {
            query?: {
                /** @description The case as it stood at the end of that day */
                at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case with its clocks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesIdEvents: {
        parameters: {
            query?: {
                /** @description Number of the last event already known */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `next` is the `after` of the next page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesIdActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each with its article */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actions: components["schemas"]["Action"][];
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesIdClocksNo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                no: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As data, in words, and recomputed by a second reckoning */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockExplained"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesIdForecast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCasesIdCommands: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Command"];
            };
        };
        responses: {
            /** @description Recorded; the same answer for the same key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recorded"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed`, `not-yours` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`, `case-unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case-closed`, `not-in-this-state`, `say-which-proceeding`, `date-in-future`, `date-too-early`, `already-running`, `consent-missing`, `consent-refused`, `not-competent`, `suit-locked`, `no-listed-agreement`, `already-sought`, `wrong-kind-of-money`, `not-enforceable`, `hearing-too-soon`, `hearing-missing`, `hearing-not-notified`, `reason-missing`, `proof-missing`, `no-final-award`, `period-over`, `extension-not-allowed`, `extension-already-used`, `extension-too-long`, `extension-wrong-approver`, `clock-not-running`, `claims-open`, `proceedings-open`, `terms-wrong`, `claim-unknown`, `party-unknown`, `party-already-served`, `not-served`, `no-body`, `facts-wrong`, `not-sorted`, `belongs-elsewhere`, `petition-final`, `transfer-cap`, `not-simple`, `plan-incomplete`, `plan-missing`, `not-cleared`, `already-cleared`, `same-person` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getCasesIdRepeat-matters": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatMatters"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getCasesIdFile-index": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Beside the history of the case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileIndex"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClearance: {
        parameters: {
            query: {
                from: string;
                /** @description Inclusive; at most 92 days */
                through: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of the cases in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clearance"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCasesIdConduct: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConductRecord"];
            };
        };
        responses: {
            /** @description Recorded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        record: string;
                        /** Format: uuid */
                        entry: string;
                    };
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed`, `not-yours` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`, `case-unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case-closed`, `not-in-this-state`, `say-which-proceeding`, `date-in-future`, `date-too-early`, `already-running`, `consent-missing`, `consent-refused`, `not-competent`, `suit-locked`, `no-listed-agreement`, `already-sought`, `wrong-kind-of-money`, `not-enforceable`, `hearing-too-soon`, `hearing-missing`, `hearing-not-notified`, `reason-missing`, `proof-missing`, `no-final-award`, `period-over`, `extension-not-allowed`, `extension-already-used`, `extension-too-long`, `extension-wrong-approver`, `clock-not-running`, `claims-open`, `proceedings-open`, `terms-wrong`, `claim-unknown`, `party-unknown`, `party-already-served`, `not-served`, `no-body`, `facts-wrong`, `not-sorted`, `belongs-elsewhere`, `petition-final`, `transfer-cap`, `not-simple`, `plan-incomplete`, `plan-missing`, `not-cleared`, `already-cleared`, `same-person` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCasesIdConductRecordSteps: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
                record: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConductStep"];
            };
        };
        responses: {
            /** @description Recorded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        record: string;
                        /** Format: uuid */
                        entry: string;
                    };
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed`, `not-yours` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`, `case-unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case-closed`, `not-in-this-state`, `say-which-proceeding`, `date-in-future`, `date-too-early`, `already-running`, `consent-missing`, `consent-refused`, `not-competent`, `suit-locked`, `no-listed-agreement`, `already-sought`, `wrong-kind-of-money`, `not-enforceable`, `hearing-too-soon`, `hearing-missing`, `hearing-not-notified`, `reason-missing`, `proof-missing`, `no-final-award`, `period-over`, `extension-not-allowed`, `extension-already-used`, `extension-too-long`, `extension-wrong-approver`, `clock-not-running`, `claims-open`, `proceedings-open`, `terms-wrong`, `claim-unknown`, `party-unknown`, `party-already-served`, `not-served`, `no-body`, `facts-wrong`, `not-sorted`, `belongs-elsewhere`, `petition-final`, `transfer-cap`, `not-simple`, `plan-incomplete`, `plan-missing`, `not-cleared`, `already-cleared`, `same-person` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCasesIdConductRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConductLook"];
            };
        };
        responses: {
            /** @description Noted and shown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConductRecords"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCasesIdPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePlan"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getOrganisationsIdPetition-settings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it holds there, with every version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PetitionSettings"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "postOrganisationsIdPetition-settings": {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPetitionSettings"];
            };
        };
        responses: {
            /** @description It holds from now on */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PetitionSettings"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationsIdTriage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As they hold in that district */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageSettings"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisationsIdTriage: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTriageLevers"];
            };
        };
        responses: {
            /** @description They order from now on */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageSettings"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisationsIdTriagePreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposedTriageLevers"];
            };
        };
        responses: {
            /** @description On the cases in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriagePreview"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationsIdBacklog: {
        parameters: {
            query?: {
                /** @description Only the cases that this unit answers for */
                unit?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cases in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriageBacklog"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCasesIdUnmask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmaskReason"];
            };
        };
        responses: {
            /** @description Noted and shown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unmasked"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTasks: {
        parameters: {
            query?: {
                scope?: "mine" | "unit";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open tasks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotices: {
        parameters: {
            query?: {
                /** @description The first day shown, Beijing; 90 days back when left out */
                since?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of the cases in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One message for all that came together */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessagesId: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those in sight */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageCases"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisations: {
        parameters: {
            query?: {
                kind?: "region" | "district" | "department" | "town" | "community" | "park" | "enterprise" | "commission" | "court" | "petition-office";
                parent?: string;
                mediates?: "true" | "false";
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of their ids */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organisations: components["schemas"]["Organisation"][];
                        next: string | null;
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisationsIdRoute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nearest body first, and why a level has none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceOf"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOrganisationsIdRegion: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GivenRegion"];
            };
        };
        responses: {
            /** @description It holds from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionOf"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicProgress: {
        parameters: {
            query: {
                caseNo: string;
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a worker may know without signing in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-tries` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImportsBacklog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The ledger itself, neither in a form nor compressed: CSV in UTF-8 or GBK, or .xlsx, told by its content. At most 20 MiB, 20,000 data rows and 200 columns. What is no ledger, cannot be read or is unsafe (macros, formulas in data, an old .xls, two encodings, an archive that unfolds) makes an import in state `refused`, whose `because` says what to do */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "text/csv": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
            };
        };
        responses: {
            /** @description This very file was sent in before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Kept; the dry run follows */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-not-raw` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imports"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures; rows under /rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImportsIdRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs, or has run */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `import-busy`, `import-not-ready` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportsIdRows: {
        parameters: {
            query?: {
                class?: "clean" | "repairable" | "duplicate" | "rejected";
                /** @description Ordinal of the last row seen */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRows"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportsIdAssignments: {
        parameters: {
            query?: {
                /** @description Ordinal of the last row seen */
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the ledger says, beside what is known of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAssignments"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportsIdRejected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same columns, and the reason beside each row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaigns"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaigns: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCampaign"];
            };
        };
        responses: {
            /** @description Begun; its figures come day by day */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsNews: {
        parameters: {
            query?: {
                /** @description The first day shown; 90 days back when left out */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Grouped, the newest first, at most 100 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignNews"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days, weeks, whom it told, the forecast */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsIdDaysOn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                on: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sorted, each there once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDay"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of the own organisation and those below */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Proposed; the secret is not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdAddress: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookAddress"];
            };
        };
        responses: {
            /** @description Noted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAct"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdApproval: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookApproval"];
            };
        };
        responses: {
            /** @description Noted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAct"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed`, `own-proposal` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing-awaits` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdSecret: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description The new secret is not shown again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRotated"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdState: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookState"];
            };
        };
        responses: {
            /** @description Noted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAct"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-approved` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdActs: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        acts: components["schemas"]["WebhookAct"][];
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getWebhooksIdDead-letters": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By case and number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deadLetters: {
                            /** Format: uuid */
                            caseId: string;
                            seq: number;
                            attempts: number;
                            lastError: string;
                            /** Format: date-time */
                            diedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhooksIdAttempts: {
        parameters: {
            query?: {
                case?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: {
                            /** Format: uuid */
                            caseId: string;
                            seq: number;
                            attempt: number;
                            /** Format: date-time */
                            at: string;
                            /** @description Milliseconds */
                            took: number;
                            /** @description Of HTTP; null: there was no answer */
                            status: number | null;
                            /** @description A code; null: delivered */
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksIdReplay: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each new act; the same again gets the first answer and changes nothing */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description It will be sent, under the same ids */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAct"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed`, `key-missing`, `key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clock-behind`, `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It cannot; the checks say why */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    postDrillTimelines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginTimeline"];
            };
        };
        responses: {
            /** @description Cases may be filed in it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDrillTimelinesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its legal time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDrillTimelinesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveTimeline"];
            };
        };
        responses: {
            /** @description The timers of its cases were moved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description `malformed-json`, `malformed-address` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`, `not-allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `malformed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `headers-too-large` */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`, `closing` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
