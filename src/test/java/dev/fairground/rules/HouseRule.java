package dev.fairground.rules;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every rule with what to do instead, and the twin that it must catch. */
enum HouseRule {
    NAME(
            TypeRules::forbiddenNames,
            "PriceHelper",
            "Name the thing or the act in words of the trade (PlaceBid, BidStore, BidViews)."),
    PACKAGE_NAME(
            ModuleRules::meaninglessPackages,
            "broken.shop.dto",
            "Name the package for its subject, never for a layer."),
    SUB_PACKAGE(
            ModuleRules::subPackages,
            "broken.shop.dto",
            "One package per module; past thirty types, split the module by subject."),
    SURFACE(
            ModuleRules::wideSurfaces,
            "shop publishes",
            "At most eight public types: take the modifier away, or nest what belongs together."),
    DESK(
            ModuleRules::secondDesks,
            "shop has the desks",
            "One published class with behaviour per module; the rest stays inside."),
    MODULE_SAYS(
            ModuleRules::silentModules,
            "shop",
            "Write Owns, Promises and Refuses to know, and list allowedDependencies, in package-info."),
    PLATFORM_BELOW(
            ModuleRules::platformKnowsModules,
            "broken.platform.outbox.Nosy uses broken.shop",
            "Platform knows no module: let the module hand in an interface or an annotation."),
    PLATFORM_SIBLINGS(
            ModuleRules::platformSiblings,
            "broken.platform.outbox.Nosy uses broken.platform.web",
            "A piece uses errors, ids, instance and the markers; the outbox also jobs, objects also http."),
    PLATFORM_CYCLES(
            ModuleRules::cycles,
            "Cycle detected",
            "Turn one of the arrows round with an interface of the lower piece."),
    CONSTRUCTOR(
            TypeRules::longConstructors,
            "broken.shop.Wide takes 6",
            "Five arguments at most: the class is two classes."),
    FIELD_INJECTION(
            TypeRules::fieldInjection, "Injected.source", "Take it in the constructor and keep it in a final field."),
    WIRING(
            code -> TypeRules.using(
                    code,
                    Pattern.compile(
                            "org\\.springframework\\.(beans\\.factory\\.annotation\\.(Value|Autowired)|context\\.annotation\\.Lazy|beans\\.factory\\.ObjectProvider)|lombok\\..*")),
            "Injected uses Value",
            "Constructors inject; settings are records; nothing is lazy or looked up."),
    REFLECTION(
            TypeRules::reflection,
            "ByName",
            "Refer to the class itself, so that a missing one breaks the build and not the first use."),
    ENTITY_HIDDEN(
            TypeRules::publicEntities, "broken.shop.Row", "An entity never leaves its module: take the modifier away."),
    ENTITY_ANSWER(TypeRules::entitiesInAnswers, "RowController.row", "Answer with a record made for it."),
    HIDDEN_QUERY(
            code -> TypeRules.using(
                    code,
                    Pattern.compile(
                            "org\\.hibernate\\.annotations\\.(SQLRestriction|SQLOrder|Where|Filter|FilterDef)|jakarta\\.persistence\\.(OrderBy|EntityListeners)")),
            "Row uses SQLRestriction",
            "Say it in a query with a name (published, openOf)."),
    MONEY(TypeRules::floatingMoney, "Row.price", "Minor units as long with a currency: money.Money."),
    MONEY_HOME(
            TypeRules::decimalArithmetic,
            "broken.shop.Decimal (line",
            "Money calculates; everybody else takes and gives Money."),
    TIME_HOME(
            code -> TypeRules.using(code, Pattern.compile("java\\.time\\.format\\.DateTimeFormatter"))
                    .filter(use -> !use.startsWith(code.base() + ".platform.")),
            "Decimal uses DateTimeFormatter",
            "Templates and JSON print times; the rest hands on Instants."),
    HTTP_HOME(
            code -> TypeRules.using(
                            code,
                            Pattern.compile(
                                    "java\\.net\\.http\\.HttpClient|org\\.springframework\\.web\\.client\\.(RestClient|RestTemplate)"))
                    .filter(use -> !use.startsWith(code.base() + ".platform.http.")
                            && !use.matches("[\\w.]+Client(\\$\\w+)? uses .*")),
            "Caller uses RestClient",
            "Outside calls live in a class named ...Client, on platform.http."),
    OFFLOAD(
            TypeRules::callsWhileSomebodyWaits,
            "broken.shop.RowController reaches broken.shop.Caller",
            "Publish an event: a listener mails, pushes or calls after the answer."),
    TRANSACTION(
            TypeRules::misplacedTransactions,
            "RowStore",
            "The use case or the desk opens the transaction, so the story stands in one place."),
    OPTIONAL(TypeRules::strayOptionals, "Wide.maybe", "Optional is for answers: overload, or take a @Nullable value."),
    CLOCK(TypeRules::clocks, "Hasty", "Take the Clock, read it once per use case, pass the instant down."),
    SQL_CLOCK(
            SourceRules::sqlClocks,
            "RowStore.java has now()",
            "Bind the instant: the database's clock must not decide."),
    ORDER_BY_ID(
            SourceRules::ordersBesideTheId,
            "RowStore.java has order by created_at",
            "Ids rise with time: order by id, whose index is there, and go on behind the last one."),
    LANGUAGE(TypeRules::languages, "Hasty", "Pass Locale.ROOT, or the reader's own where a person reads it."),
    BACKGROUND(
            TypeRules::background,
            "Hasty",
            "Publish an event and listen durably, or list a job: both report how they end."),
    LIBRARY_HOME(
            TypeRules::strayLibraries,
            "Vendor uses com.microsoft.playwright.Page",
            "Use what its home offers; an outside service gets a thin client of ours on platform.http."),
    DUPLICATE(
            SourceRules::duplicates,
            "shop/Copy.java repeats shop/Copied.java",
            "One way to do each thing: let both use one home for it."),
    CONSOLE(TypeRules::console, "Hasty", "Log it, or throw it."),
    SIZE(SourceRules::longFiles, "Long.java", "250 lines are the wall: split by subject."),
    WIDE_CATCH(
            SourceRules::wideCatches, "Hasty.java", "Catch what you can do something about; the rim catches the rest."),
    EMPTY_CATCH(SourceRules::emptyCatches, "Hasty.java", "Do something about it, or let it pass."),
    SUPPRESSION(
            SourceRules::silentSuppressions,
            "Hasty.java",
            "Say in a comment on the same line why the warning is wrong."),
    FOREIGN_TABLE(
            SourceRules::foreignTables,
            "RowStore.java names the schema other",
            "Ask the other module's desk, or keep a copy by event.");

    private final Function<Code, Stream<String>> offenders;
    private final String twin;
    private final String instead;

    HouseRule(Function<Code, Stream<String>> offenders, String twin, String instead) {
        this.offenders = offenders;
        this.twin = twin;
        this.instead = instead;
    }

    List<String> offendersIn(Code code) {
        return offenders.apply(code).sorted().toList();
    }

    /** Part of what the rule says about the code broken on purpose. */
    String twin() {
        return twin;
    }

    /** What to do. */
    String instead() {
        return instead;
    }
}
