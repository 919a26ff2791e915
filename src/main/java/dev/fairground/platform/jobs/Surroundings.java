package dev.fairground.platform.jobs;

import dev.fairground.platform.work.Around;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What every run works with. */
@Component
record Surroundings(RunLedger ledger, SetAside setAside, TransactionOperations transaction, Around around) {}
