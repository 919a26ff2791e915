package dev.fairground.platform.instance;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why the start was refused as a sentence instead of a stack trace. */
class InvalidSettingsSentence extends AbstractFailureAnalyzer<InvalidSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettings cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Correct the setting and start again; README.md lists them all.",
                cause);
    }
}
