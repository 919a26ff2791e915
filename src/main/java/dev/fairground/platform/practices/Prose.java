package dev.fairground.platform.practices;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as paragraphs of plain pieces, which a template writes escaped. No HTML is made from text anywhere, so a page
 * of the catalogue needs no exception from the rule against raw output.
 */
final class Prose extends AbstractVisitor {

    /** A run of text in one form; {@code target} is a link's, as it was written. */
    record Piece(
            String text,
            boolean code,
            boolean emphasis,
            @Nullable String target) {}

    private static final Set<Class<? extends Node>> KNOWN = Set.of(
            Document.class, Paragraph.class, Text.class, Code.class, SoftLineBreak.class, Emphasis.class, Link.class);

    private static final Parser PARSER = Parser.builder().build();

    private final List<List<Piece>> paragraphs = new ArrayList<>();
    private boolean emphasis;
    private @Nullable String target;

    private Prose() {}

    /** Refuses, with an {@link IllegalArgumentException}, Markdown beyond paragraphs, code, emphasis and links. */
    static List<List<Piece>> of(String markdown) {
        var prose = new Prose();
        PARSER.parse(markdown).accept(prose);
        return prose.paragraphs;
    }

    @Override
    public void visit(Paragraph paragraph) {
        paragraphs.add(new ArrayList<>());
        visitChildren(paragraph);
    }

    @Override
    public void visit(Text text) {
        add(text.getLiteral(), false);
    }

    @Override
    public void visit(Code code) {
        add(code.getLiteral(), true);
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        add(" ", false);
    }

    @Override
    public void visit(Emphasis stressed) {
        emphasis = true;
        visitChildren(stressed);
        emphasis = false;
    }

    @Override
    public void visit(Link link) {
        target = link.getDestination();
        visitChildren(link);
        target = null;
    }

    @Override
    protected void visitChildren(Node parent) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (!KNOWN.contains(child.getClass())) {
                throw new IllegalArgumentException("Prose knows no " + child);
            }
        }
        super.visitChildren(parent);
    }

    private void add(String text, boolean code) {
        paragraphs.getLast().add(new Piece(text, code, emphasis, target));
    }
}
