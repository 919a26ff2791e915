package dev.fairground.seed;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small sheet of flat colours. It fills shapes by plain arithmetic, sixteen looks per pixel, and uses no renderer and no font of the
 * machine it runs on: the same strokes give the same pixels everywhere.
 */
final class Drawing {

    static final int WIDTH = 480;
    static final int HEIGHT = 360;

    private static final int LOOKS = 4; // across and down
    private static final double FLATNESS = 0.2;
    private static final double ROUNDNESS = 0.5523; // how far a quarter circle's handles reach

    private final int[] pixels = new int[WIDTH * HEIGHT];

    Drawing(int ground) {
        Arrays.fill(pixels, ground);
    }

    /** The middle of it in another size, as large as fills that. */
    int[] covering(int across, int down) {
        double step = Math.min((double) WIDTH / across, (double) HEIGHT / down);
        double left = (WIDTH - across * step) / 2;
        double top = (HEIGHT - down * step) / 2;
        int[] covered = new int[across * down];
        for (int at = 0; at < covered.length; at++) {
            int x = (int) (left + (at % across + 0.5) * step);
            int y = (int) (top + (at / across + 0.5) * step);
            covered[at] = pixels[y * WIDTH + x];
        }
        return covered;
    }

    void rect(double x, double y, double width, double height, int colour) {
        fill(new Rectangle2D.Double(x, y, width, height), colour);
    }

    void oval(double x, double y, double across, double down, int colour) {
        fill(new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down), colour);
    }

    void ring(double x, double y, double radius, double width, int colour) {
        var ring = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        ring.append(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), false);
        double inner = radius - width;
        ring.append(new Ellipse2D.Double(x - inner, y - inner, 2 * inner, 2 * inner), false);
        fill(ring, colour);
    }

    void round(double x, double y, double width, double height, double corner, int colour) {
        double pull = corner * (1 - ROUNDNESS);
        double right = x + width;
        double bottom = y + height;
        var shape = new Path2D.Double();
        shape.moveTo(x + corner, y);
        shape.lineTo(right - corner, y);
        shape.curveTo(right - pull, y, right, y + pull, right, y + corner);
        shape.lineTo(right, bottom - corner);
        shape.curveTo(right, bottom - pull, right - pull, bottom, right - corner, bottom);
        shape.lineTo(x + corner, bottom);
        shape.curveTo(x + pull, bottom, x, bottom - pull, x, bottom - corner);
        shape.lineTo(x, y + corner);
        shape.curveTo(x, y + pull, x + pull, y, x + corner, y);
        fill(shape, colour);
    }

    /** A stroke with round ends. */
    void line(double x1, double y1, double x2, double y2, double width, int colour) {
        double length = StrictMath.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        double across = (y1 - y2) / length * width / 2;
        double down = (x2 - x1) / length * width / 2;
        poly(colour, x1 + across, y1 + down, x2 + across, y2 + down, x2 - across, y2 - down, x1 - across, y1 - down);
        oval(x1, y1, width / 2, width / 2, colour);
        oval(x2, y2, width / 2, width / 2, colour);
    }

    /** A polygon by its corners, x and y in turn. */
    void poly(int colour, double... corners) {
        var shape = new Path2D.Double();
        shape.moveTo(corners[0], corners[1]);
        for (int corner = 2; corner < corners.length; corner += 2) {
            shape.lineTo(corners[corner], corners[corner + 1]);
        }
        fill(shape, colour);
    }

    /** A closed curve through handles: a start, then three points for each bow. */
    void blob(int colour, double... points) {
        var shape = new Path2D.Double();
        shape.moveTo(points[0], points[1]);
        for (int at = 2; at < points.length; at += 6) {
            shape.curveTo(points[at], points[at + 1], points[at + 2], points[at + 3], points[at + 4], points[at + 5]);
        }
        fill(shape, colour);
    }

    /** Fills by the even-odd rule. */
    private void fill(Shape shape, int colour) {
        List<double[]> edges = edges(shape);
        int[] cover = new int[WIDTH];
        var bounds = shape.getBounds2D();
        int bottom = (int) Math.min(HEIGHT, bounds.getMaxY() + 1);
        for (int y = (int) Math.max(0, bounds.getMinY()); y < bottom; y++) {
            Arrays.fill(cover, 0);
            for (int look = 0; look < LOOKS; look++) {
                cover(cover, crossings(edges, y + (look + 0.5) / LOOKS));
            }
            for (int x = 0; x < WIDTH; x++) {
                blend(
                        y * WIDTH + x,
                        colour,
                        (cover[x] + 2) / 4); // five steps are smooth enough, and keep the colours few
            }
        }
    }

    private static List<double[]> edges(Shape shape) {
        var edges = new ArrayList<double[]>();
        double[] point = new double[6];
        double[] start = {0, 0};
        double[] at = {0, 0};
        for (PathIterator path = shape.getPathIterator(null, FLATNESS); !path.isDone(); path.next()) {
            int kind = path.currentSegment(point);
            double[] to = kind == PathIterator.SEG_CLOSE ? start : new double[] {point[0], point[1]};
            if (kind == PathIterator.SEG_MOVETO) {
                start = to;
            } else {
                edges.add(new double[] {at[0], at[1], to[0], to[1]});
            }
            at = to;
        }
        edges.add(new double[] {at[0], at[1], start[0], start[1]});
        return edges;
    }

    private static double[] crossings(List<double[]> edges, double y) {
        return edges.stream()
                .filter(edge -> (edge[1] <= y) != (edge[3] <= y))
                .mapToDouble(edge -> edge[0] + (y - edge[1]) * (edge[2] - edge[0]) / (edge[3] - edge[1]))
                .sorted()
                .toArray();
    }

    private static void cover(int[] cover, double[] crossings) {
        for (int pair = 0; pair + 1 < crossings.length; pair += 2) {
            int from = (int) StrictMath.ceil(Math.max(0, crossings[pair]) * LOOKS - 0.5);
            int to = (int) StrictMath.ceil(Math.min(WIDTH, crossings[pair + 1]) * LOOKS - 0.5);
            for (int look = from; look < to; look++) {
                cover[look / LOOKS]++;
            }
        }
    }

    private void blend(int at, int colour, int quarters) {
        int under = pixels[at];
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int below = under >> shift & 0xff;
            mixed |= below + ((colour >> shift & 0xff) - below) * quarters / 4 << shift;
        }
        pixels[at] = mixed;
    }
}
